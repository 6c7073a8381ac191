import { byId } from "./element.js";

/** Asks before something is lost. @returns whether the person agreed */
export function confirmed(title: string, text: string, yes: string): Promise<boolean> {
  const dialog = byId("confirm", HTMLDialogElement);
  byId("confirm-title", HTMLHeadingElement).textContent = title;
  byId("confirm-text", HTMLParagraphElement).textContent = text;
  byId("confirm-yes", HTMLButtonElement).textContent = yes;
  return answered(dialog);
}

/** Asks for a time. @returns RFC 3339; undefined when the person left it */
export async function askedTime(nowMs: number): Promise<string | undefined> {
  const input = byId("clock-input", HTMLInputElement);
  input.value = new Date(nowMs).toISOString().slice(0, 19);
  const agreed = await answered(byId("clock-dialog", HTMLDialogElement));
  // The field leaves out seconds that are zero.
  return agreed && input.value !== "" ? new Date(`${input.value}Z`).toISOString() : undefined;
}

/**
 * Asks for the token that the server demands.
 *
 * @param isAgain whether one was given already, which the server did not take
 */
export async function askedToken(isAgain: boolean): Promise<string> {
  byId("token-wrong", HTMLParagraphElement).hidden = !isAgain;
  const dialog = byId("token-dialog", HTMLDialogElement);
  const input = byId("token-input", HTMLInputElement);
  input.value = "";
  while (!(await answered(dialog)) || input.value === "");
  return input.value;
}

function answered(dialog: HTMLDialogElement): Promise<boolean> {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm"), { once: true });
  });
}
