import { stateFromWire, stateHash, toHex, type WireState } from '@flowstate/engine'
import { sha256 } from '@flowstate/server/testing'
import type { Page } from 'playwright-core'
import { eventually } from './canvas-on-server.ts'

interface StoredText {
  readonly state: WireState
  readonly canvas: { readonly id: string }
}

const database = 'flowstate-canvases'

/** All that a store of this browser holds, as text. */
async function storedIn(
  page: Page,
  where: { readonly database: string; readonly store: string },
): Promise<readonly string[]> {
  return page.evaluate(
    ({ database, store }) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open(database)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction(store).objectStore(store).getAll()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            opening.result.close()
            resolve(reading.result.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))))
          }
        }
      }),
    where,
  )
}

/** The texts of all stored copies in this browser. */
const storedTexts = (page: Page) => storedIn(page, { database, store: 'texts' })

/** Waits until an edit with these words is on the disk of whoever made it. */
export async function whenOnDisk(page: Page, words: string): Promise<void> {
  await eventually(`“${words}” on disk`, async () => {
    const entries = await storedIn(page, { database: 'flowstate', store: 'entries' })
    return entries.some((entry) => entry.includes(words))
  })
}

async function storedCopies(page: Page): Promise<readonly StoredText[]> {
  return (await storedTexts(page)).map((text): StoredText => JSON.parse(text))
}

/** Waits until a stored copy is at a version; gives the hash of the state in it. */
export async function whenCopied(page: Page, version: number): Promise<string> {
  let hash = ''
  await eventually(`a stored copy of version ${version}`, async () => {
    const copy = (await storedCopies(page)).find(({ state }) => state.version === version)
    if (copy !== undefined) hash = toHex(stateHash(stateFromWire(copy.state), sha256))
    return copy !== undefined
  })
  return hash
}

/** Waits until no copy is left. */
export async function whenNothingIsCopied(page: Page): Promise<void> {
  await eventually('no stored copy', async () => (await storedTexts(page)).length === 0)
}

/** Changes the texts of all copies behind the app's back. */
export async function damageCopies(page: Page): Promise<void> {
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('texts', 'readwrite')
          const walking = transaction.objectStore('texts').openCursor()
          walking.onsuccess = () => {
            const cursor = walking.result
            if (cursor === null) return
            cursor.update(String(cursor.value).replaceAll('"rectangle"', '"ellipse"'))
            cursor.continue()
          }
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    database,
  )
}

/** Waits until the service worker has all it needs to start the app without the server, and answers for this page. */
export async function whenWorkerIsReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
  })
}
