import { loadQueries } from './query-store.ts'
import { loadLateWords } from './translations.ts'

/** Loads a part that is not there in the first moment of a canvas, with the words and the queries such parts share. */
export async function latePart<Part>(part: Promise<Part>): Promise<Part> {
  const [loaded] = await Promise.all([part, loadLateWords(), loadQueries()])
  return loaded
}
