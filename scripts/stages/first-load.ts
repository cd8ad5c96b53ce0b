/** One chunk of the build, as Vite's manifest describes it. */
export interface BuiltChunk {
  readonly file: string
  /** Keys of chunks that are loaded with it. */
  readonly imports: readonly string[]
  /** Keys of chunks it may load later. */
  readonly dynamicImports: readonly string[]
}

export type BuildManifest = ReadonlyMap<string, BuiltChunk>

const entry = 'index.html'
/**
 * Parts that are split off but wanted as soon as a canvas is on the screen: the route of a canvas, and what its first
 * picture shows. Panels, dialogs and other pages are not among them.
 */
const wantedAtOnce = /\/(canvas-(page|route|workspace|menu)|editor-surface|toolbar|collaboration-bar)\.tsx?$/

export function readBuildManifest(text: string): BuildManifest {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null) throw new Error('the manifest of the build is no object')
  const keysOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
  return new Map(
    Object.entries(parsed).map(([key, chunk]: [string, { readonly [field: string]: unknown }]) => [
      key,
      {
        file: String(chunk.file),
        imports: keysOf(chunk.imports),
        dynamicImports: keysOf(chunk.dynamicImports),
      },
    ]),
  )
}

/** JavaScript files the canvas page loads at first: its entry, what that imports, and what is wanted at once. */
export function chunksLoadedFirst(manifest: BuildManifest): readonly string[] {
  if (!manifest.has(entry)) throw new Error(`the build has no ${entry}`)
  const files = new Set<string>()
  const seen = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest.get(key)
    if (chunk === undefined || seen.has(key)) return
    seen.add(key)
    if (chunk.file.endsWith('.js')) files.add(chunk.file)
    for (const next of chunk.imports) visit(next)
    for (const next of chunk.dynamicImports) if (wantedAtOnce.test(next)) visit(next)
  }
  visit(entry)
  return [...files]
}
