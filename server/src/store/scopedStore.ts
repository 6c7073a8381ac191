import type { Store } from "./store";

/** The part of a store that holds one account: its collections stand under the account's id. */
export function scopedStore(store: Store, accountId: string): Store {
  const prefix = `${accountId}/`;
  return {
    blobs: store.blobs,
    load: () =>
      store
        .load()
        .filter(({ collection }) => collection.startsWith(prefix))
        .map((entry) => ({ ...entry, collection: entry.collection.slice(prefix.length) })),
    commit: (changes) =>
      store.commit(changes.map((change) => ({ ...change, collection: prefix + change.collection }))),
    settled: () => store.settled(),
    get failure() {
      return store.failure;
    },
    onFailure: (listener) => store.onFailure(listener),
    onRecovery: (listener) => store.onRecovery(listener),
    close: () => store.close(),
  };
}
