import { describe, expect, it } from "vitest";
import { assembled, namesIn } from "../../../tools/docs/examples.ts";

describe("the names in an example", () => {
  it("are those of its variables, and those that it uses, not those of properties", () => {
    const code = `const a = new fivetran.Group("a", { name, b: c.d, e: (f) => f });\nexport const g = a.id;`;
    const { declared, used } = namesIn(code);
    expect(declared).toEqual(["a", "g"]);
    expect(used).toEqual(["fivetran", "name", "c", "f"]);
  });
});

describe("examples as one program", () => {
  const example = (from: string, code: string) => ({ from, code });

  it("stand after those whose names they use", () => {
    const text = assembled([example("B", "use(a);"), example("A", "const a = 1;")]);
    expect(text).toBe("// A\nconst a = 1;\n// B\nuse(a);\n");
  });

  it("keep to themselves what another declares first, and are rid of what all begin with", () => {
    const text = assembled([
      example("A", "export const a = 1;"),
      example(
        "B",
        'import * as fivetran from "pulumi-fivetran";\nexport const a = make("a", { name: "a" });\nuse(a);',
      ),
      example("C", "use(a);"),
    ]);
    expect(text).toBe(
      '// A\nconst a = 1;\n// B\n{\nconst a = make("a_2", { name: "a_2" });\nuse(a);\n}\n// C\nuse(a);\n',
    );
  });

  it("are refused when they wait for each other", () => {
    const circle = [example("A", "const a = b;"), example("B", "const b = a;")];
    expect(() => assembled(circle)).toThrow("The examples of A, B wait for each other.");
  });
});
