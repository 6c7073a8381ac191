import type {
  FivetranClient,
  Listing,
  ListOptions,
  RequestOptions,
  StrictFields,
  Told,
} from "@pulumi-fivetran/sdk";
import type { CallContext } from "../run/callContext";
import type { ObjectApi, ObjectInputs } from "./definition";
import { absentFrom, type Thing, unlessGone } from "./gone";

/** Objects that the API reads and deletes by id, and lists. `Summary` is one as the list shows it. */
export interface ObjectCollection<Live, Summary> {
  /** The client's calls about one of them. */
  of(client: FivetranClient): {
    retrieve(id: string, options: RequestOptions): Promise<Live>;
    delete(id: string, options: RequestOptions): Promise<unknown>;
  };
  list(client: FivetranClient, options: ListOptions): Listing<Summary>;
  /** What a user knows one by; its id, where the list does not say. */
  nameOf(summary: Summary): string | null | undefined;
  /** Which of the list are of the kind. Default: all. */
  isOne?(summary: Summary): boolean;
  /** Whose 404 has a code of its own. Without one, an object is gone only where the list does not have it either. */
  readonly thing?: Exclude<Thing, "other">;
}

/** The members of an `ObjectApi` that are alike for all such objects. */
export type CommonApi<Live> = Pick<ObjectApi<ObjectInputs, Live>, "idOf" | "retrieve" | "delete" | "list">;

export interface Objects<Live, Summary> {
  readonly api: CommonApi<Live>;
  /**
   * Those in the list for which `matches` says true, for `ObjectApi.candidates`.
   *
   * @param fields what decides, so that an element without it is an error and not a mismatch
   */
  matching<Name extends keyof Summary & string = never>(
    call: CallContext,
    fields: StrictFields<Summary, Name>,
    matches: (summary: Summary & Told<Summary, Name>) => boolean,
  ): Promise<(Summary & Told<Summary, Name>)[]>;
}

export function objectsOf<Live extends { readonly id: string }, Summary extends { readonly id: string }>({
  of,
  list,
  nameOf,
  isOne = () => true,
  thing,
}: ObjectCollection<Live, Summary>): Objects<Live, Summary> {
  const unlessAbsent = <T>(id: string, { client, options }: CallContext, call: Promise<T>) =>
    thing === undefined
      ? unlessGone("other", call, absentFrom(list(client, options), id))
      : unlessGone(thing, call);
  return {
    api: {
      idOf: ({ id }) => id,
      retrieve: (id, call) => unlessAbsent(id, call, of(call.client).retrieve(id, call.options)),
      async delete(id, _olds, call) {
        await unlessAbsent(id, call, of(call.client).delete(id, call.options));
      },
      async *list({ client, signal }) {
        for await (const summary of list(client, { signal }).readable())
          if (isOne(summary)) yield { id: summary.id, name: nameOf(summary) ?? summary.id };
      },
    },
    matching: ({ client, options }, fields, matches) =>
      list(client, options).strict(fields).filter(matches).toArray(),
  };
}
