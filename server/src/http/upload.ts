import { errors } from "../errors";
import { messages } from "../messages";
import type { Upload } from "../operations/operation";

const FIELD = "file";

/**
 * The file of a multipart form.
 *
 * @throws ApiError 415 for what is not said to be such a form, 400 for a form without the file
 */
export async function readUpload(
  form: Uint8Array<ArrayBuffer> | undefined,
  contentType: string | undefined,
): Promise<Upload> {
  if (form === undefined || contentType === undefined) throw errors.unsupportedMediaType();
  const file = await fileIn(form, contentType);
  if (file === undefined) throw errors.invalidInput(messages.fieldRequired(FIELD));
  return { filename: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function fileIn(form: Uint8Array<ArrayBuffer>, contentType: string): Promise<File | undefined> {
  try {
    const fields = await new Response(form, { headers: { "content-type": contentType } }).formData();
    const file = fields.get(FIELD);
    return file instanceof File ? file : undefined;
  } catch {
    throw errors.invalidInput(messages.bodyMalformed);
  }
}
