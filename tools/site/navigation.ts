/** The sidebar of the site, from the page that leads to all others: its headings are the groups, its links the entries. */

export interface NavigationItem {
  readonly text: string;
  readonly link: string;
}

export interface NavigationGroup {
  readonly text: string;
  readonly collapsed: boolean;
  readonly items: readonly NavigationItem[];
}

/** Groups that are long, and closed until somebody opens them. */
const OPEN_UP_TO = 12;

/**
 * @param index the page, as the site has it
 */
export function navigationOf(index: string): NavigationGroup[] {
  const groups: { text: string; items: NavigationItem[] }[] = [];
  for (const line of index.split("\n")) {
    const heading = /^##+ (.+)$/.exec(line)?.[1];
    if (heading !== undefined) groups.push({ text: heading, items: [] });
    const entry = /^(?:- |\| )\[([^\]]+)\]\(\.?\/?([^)#]+)\.md\)/.exec(line);
    if (entry?.[1] !== undefined && entry[2] !== undefined)
      groups.at(-1)?.items.push({ text: entry[1], link: `/${entry[2].replace(/(^|\/)index$/, "$1")}` });
  }
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ text, items }) => ({ text, items, collapsed: items.length > OPEN_UP_TO }));
}
