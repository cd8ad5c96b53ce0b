import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { repositoryRoot } from './repository-root.ts'

/** Builds the app that a server of the checkout serves, unless it was built from these very sources. */
export async function buildWebApp(): Promise<void> {
  const script = pathToFileURL(join(repositoryRoot, 'scripts', 'build-web-once.mjs')).href
  const builder: { buildWebOnce(): Promise<void> } = await import(script)
  await builder.buildWebOnce()
}
