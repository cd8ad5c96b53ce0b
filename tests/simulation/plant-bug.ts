import { registerHooks } from 'node:module'
import { plantedBugs } from './planted-bugs.ts'

/**
 * Changes the modules of a planted bug as they are loaded. To be called before any of them is imported.
 * @returns fails if an edit has not been applied
 */
export function plantBug(name: string): () => void {
  const edits = plantedBugs[name]
  if (edits === undefined) throw new Error(`no planted bug is called "${name}"`)
  const waiting = new Set(edits)
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const mine = edits.filter((edit) => url.endsWith(edit.file))
      if (mine.length === 0 || loaded.source === undefined || loaded.source === null) return loaded
      let source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
      for (const edit of mine) {
        if (!source.includes(edit.find)) continue
        source = source.replace(edit.find, () => edit.replace)
        waiting.delete(edit)
      }
      return { ...loaded, source }
    },
  })
  return () => {
    for (const edit of waiting) throw new Error(`"${name}" no longer fits ${edit.file}: ${edit.find}`)
  }
}
