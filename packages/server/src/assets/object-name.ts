/** Stores outside the database. */
export const outsideStores = ['s3', 'files'] as const
export type OutsideStore = (typeof outsideStores)[number]
/** Everything that keeps bytes of pictures. */
export type StoreKind = 'database' | OutsideStore

/** What was put into S3 before there were files has nothing in front of its name. */
const fileMark = 'files:'

/** The pattern of `like` for the names in files; all others are in S3. */
export const fileNames = `${fileMark}%`

/**
 * What the database calls bytes outside: the store, the SHA-256 and a number. No two uploads share one, so deleting what one
 * left behind cannot take away what another has stored.
 * @param hash in hex
 */
export function newObjectName(store: OutsideStore, hash: string, id: string): string {
  return `${store === 'files' ? fileMark : ''}${hash}/${id}`
}

/** In which store it is, and what it is called there. */
export function splitObjectName(objectName: string): { readonly store: OutsideStore; readonly name: string } {
  return objectName.startsWith(fileMark)
    ? { store: 'files', name: objectName.slice(fileMark.length) }
    : { store: 's3', name: objectName }
}
