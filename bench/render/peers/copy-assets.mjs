// Excalidraw fetches its fonts by name from a folder beside the page.
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fonts = fileURLToPath(new URL('node_modules/@excalidraw/excalidraw/dist/prod/fonts', import.meta.url))
cpSync(fonts, fileURLToPath(new URL('public/fonts', import.meta.url)), { recursive: true })
