import { expect, test } from 'vitest'
import { chunksLoadedFirst, readBuildManifest } from './first-load.ts'

const manifest = {
  'index.html': {
    file: 'assets/index.js',
    imports: ['_lib.js'],
    dynamicImports: ['src/a/canvas-menu.tsx', 'src/b/timeline.tsx'],
  },
  '_lib.js': { file: 'assets/lib.js', imports: ['index.html'] },
  'src/a/canvas-menu.tsx': { file: 'assets/menu.js', imports: ['_dist.js'], css: ['assets/menu.css'] },
  '_dist.js': { file: 'assets/dist.js' },
  'src/b/timeline.tsx': { file: 'assets/timeline.js', imports: ['_slider.js'] },
  '_slider.js': { file: 'assets/slider.js' },
  'style.css': { file: 'assets/style.css' },
}

test('the first load is the entry, what it imports and what is wanted at once, each file counted once', () => {
  const files = chunksLoadedFirst(readBuildManifest(JSON.stringify(manifest)))
  expect([...files].sort()).toEqual(['assets/dist.js', 'assets/index.js', 'assets/lib.js', 'assets/menu.js'])
})

test('a build without its page is an error, not a page of 0 kB', () => {
  expect(() => chunksLoadedFirst(readBuildManifest('{}'))).toThrow('index.html')
})
