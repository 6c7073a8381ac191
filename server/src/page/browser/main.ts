import { Actions } from "./actions.js";
import { byId } from "./element.js";
import { FaultsView } from "./faultsView.js";
import { FilterView } from "./filterView.js";
import { HeaderView } from "./headerView.js";
import { InspectorView } from "./inspectorView.js";
import { JournalView } from "./journalView.js";
import { LineageView } from "./lineageView.js";
import { Live } from "./live.js";
import { Notices } from "./notices.js";
import { Page } from "./page.js";
import { ServerView } from "./serverView.js";
import { connectTabs } from "./tabs.js";
import { TreeView } from "./treeView.js";

const page = new Page();
const notices = new Notices();
const live = new Live(page, notices);
const actions = new Actions(page, notices, () => live.refresh());

new HeaderView(page, actions);
new FilterView(page);
new TreeView(page);
new LineageView(page);
new InspectorView(page, actions);
new JournalView(page, actions);
new FaultsView(page, actions);
new ServerView(page, actions);
for (const tablist of document.querySelectorAll("[role=tablist]")) connectTabs(tablist);

// Scrolling areas are reached by the keyboard, also where nothing in them is.
for (const id of ["inspector", "panel-faults", "panel-server"]) byId(id, HTMLDivElement).tabIndex = 0;

document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
  if (event.key !== "/" || isTyping) return;
  event.preventDefault();
  byId("search", HTMLInputElement).focus();
});

void live.follow();
