import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const worker = 'sw.js'
/** Drawing faces are fetched by what is written on a canvas: those of other scripts wait until they are needed. */
const notAtFirst = /-(?:cyrillic|greek|vietnamese|devanagari)(?:-ext)?-|\.woff$/

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(directory.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => !file.startsWith('.') && file !== worker && !notAtFirst.test(file))
    .sort()
}

/** Tells the service worker which files this build is made of: it is another worker with every build, and only then. */
export function shellList(): Plugin {
  return {
    name: 'flowstate-shell-list',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) return
      const files = filesBelow(dir)
      const hash = createHash('sha256')
      for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(dir, file)))
      const program = readFileSync(join(dir, worker), 'utf8')
      const shell = { build: hash.update(program).digest('hex').slice(0, 16), files }
      writeFileSync(join(dir, worker), `const flowstateShell=${JSON.stringify(shell)};\n${program}`)
    },
  }
}
