import { required } from "./field";
import { createdAt, objectFields, text } from "./shared";

export const fields = { name: required(text), ...objectFields, createdAt };
