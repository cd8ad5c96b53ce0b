import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { repositoryRoot } from '../support/repository-root.ts'
import { makeTemporaryDirectory, type TemporaryDirectory } from '../support/temporary-directory.ts'

/** Prints what it was given, ends with 7 on SIGTERM. */
const serverProgram = `
process.on('SIGTERM', () => { console.log('server got SIGTERM'); process.exit(7) })
console.log(JSON.stringify({ port: process.env.PORT, parameters: process.argv.slice(2) }))
setInterval(() => {}, 1000)
`

const appBuild = `
const fs = require('node:fs')
fs.mkdirSync('dist', { recursive: true })
fs.writeFileSync('dist/index.html', fs.readFileSync('src/app.ts'))
fs.appendFileSync('../../builds.log', 'built\\n')
`

export type SmallCheckout = TemporaryDirectory & { write(path: string, text: string): void }

/** A checkout with the real launchers, a server of ten lines, an app of one, and nothing to install. */
export function makeSmallCheckout(): SmallCheckout {
  const directory = makeTemporaryDirectory('checkout')
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory.path, path)), { recursive: true })
    writeFileSync(join(directory.path, path), text)
  }
  const scripts = join(repositoryRoot, 'scripts')
  for (const name of readdirSync(scripts).filter((file) => file.endsWith('.mjs'))) {
    mkdirSync(join(directory.path, 'scripts'), { recursive: true })
    cpSync(join(scripts, name), join(directory.path, 'scripts', name))
  }
  write('package.json', JSON.stringify({ name: 'small', version: '0.0.0', workspaces: ['packages/*'] }))
  write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: { '': {} } }))
  write('node_modules/.package-lock.json', JSON.stringify({ packages: {} }))
  for (const name of ['engine', 'protocol', 'client']) write(`packages/${name}/src/index.ts`, 'export {}')
  const web = { name: '@flowstate/web', version: '0.0.0', scripts: { build: 'node build.cjs' } }
  write('packages/web/package.json', JSON.stringify(web))
  write('packages/web/build.cjs', appBuild)
  write('packages/web/src/app.ts', 'first')
  write('packages/server/src/main.ts', serverProgram)
  return { ...directory, write }
}
