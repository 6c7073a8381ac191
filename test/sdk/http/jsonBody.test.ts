import { describe, expect, it } from "vitest";
import { jsonBody } from "../../../sdk/src/http/jsonBody.ts";

const circle: Record<string, unknown> = {};
circle["config"] = { circle };

describe("jsonBody", () => {
  it("is the JSON of what is given", () => {
    expect(jsonBody({ config: { port: 1, host: undefined, user: null } })).toEqual({
      ok: true,
      text: '{"config":{"port":1,"user":null}}',
    });
  });

  it.each([
    ["what holds itself", circle, "Converting circular structure to JSON"],
    [
      "what fails by itself",
      {
        toJSON: () => {
          throw new Error("no\nway");
        },
      },
      "no",
    ],
  ])("refuses %s", (_, body, why) => {
    expect(jsonBody(body)).toEqual({
      ok: false,
      problem: `the body cannot be written as JSON (${why})`,
    });
  });

  it("counts bytes, not characters, and refuses more than the largest that Fivetran takes", () => {
    const text = '{"a":"ä"}';
    expect(jsonBody({ a: "ä" }, 10)).toEqual({ ok: true, text });
    expect(jsonBody({ a: "ä" }, 9)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^the body has 10 bytes, and Fivetran takes .* MB at most$/) as string,
    });
  });
});
