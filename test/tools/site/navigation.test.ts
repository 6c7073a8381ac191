import { expect, it } from "vitest";
import { navigationOf } from "../../../tools/site/navigation.ts";

const INDEX = `# Documentation

## Tutorials

- [First](tutorials/first.md): It begins.

## Examples

No entry.

### People

| Resource | Is |
| --- | --- |
| [Team](./resources/team.md) | Users. |
| [Services](services/index.md) | All. |
`;

it("has the groups of the index that lead somewhere", () => {
  expect(navigationOf(INDEX)).toEqual([
    { text: "Tutorials", collapsed: false, items: [{ text: "First", link: "/tutorials/first" }] },
    {
      text: "People",
      collapsed: false,
      items: [
        { text: "Team", link: "/resources/team" },
        { text: "Services", link: "/services/" },
      ],
    },
  ]);
});
