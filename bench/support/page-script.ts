import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

/** A script that runs in pages, without its types. */
export function pageScript(file: URL): string {
  return stripTypeScriptTypes(readFileSync(file, 'utf8'))
}
