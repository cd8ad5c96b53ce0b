/**
 * `npm run bench -- beside`: FlowState, Excalidraw and tldraw in the same states on three screens, in light and in dark, side by
 * side. Whoever changes how FlowState looks asks which of them they would choose. `OUT` says where the sheets go.
 */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { drag } from '../../tests/e2e/draw-on-page.ts'
import { buildWebApp } from '../../tests/support/build-web-app.ts'
import { launchChromium } from '../../tests/support/chromium.ts'
import { startServer } from '../../tests/support/server-process.ts'
import { servePeers } from '../render/open-standalone.ts'
import { type SheetPicture, writeSheet } from './picture-sheets.ts'
import { leaveAll } from './picture-studio.ts'
import { type Variant, variants } from './picture-variants.ts'

interface Whiteboard {
  readonly name: string
  readonly address: string
  /** There, it can be drawn on. */
  readonly ready: string
  readonly menu: string
  /** Keys that make it dark; it follows the system by itself where there are none. */
  readonly darkKeys: string | null
}

const restMs = 700

async function drawSome(page: Page, { width, height }: Variant): Promise<void> {
  const x = width / 2
  const y = height / 2
  const draw = async (key: string, from: readonly [number, number], to: readonly [number, number]) => {
    await leaveAll(page)
    await page.keyboard.press(key)
    await drag(page, { x: x + from[0], y: y + from[1] }, { x: x + to[0], y: y + to[1] })
  }
  await draw('r', [-150, -110], [-30, -30])
  await draw('o', [30, -110], [150, -30])
  await draw('d', [-150, 30], [-30, 120])
  await draw('a', [-24, -70], [24, -70])
  await leaveAll(page)
  await page.keyboard.press('t')
  await page.mouse.click(x + 40, y + 60)
  await page.keyboard.type('Launch plan')
  await leaveAll(page)
}

/** The states, each coming after the one before. */
const states: Readonly<
  Record<string, (page: Page, board: Whiteboard, variant: Variant) => Promise<unknown>>
> = {
  empty: async () => undefined,
  drawn: (page, _, variant) => drawSome(page, variant),
  selected: (page, _, { width, height }) => page.mouse.click(width / 2 - 150, height / 2 - 70),
  tool: async (page) => {
    await leaveAll(page)
    await page.keyboard.press('r')
  },
  menu: async (page, { menu }) => {
    await leaveAll(page)
    await page.locator(menu).first().click()
  },
}

async function photograph(browser: Browser, board: Whiteboard, variant: Variant) {
  const context = await browser.newContext(variant.options)
  const page = await context.newPage()
  const taken = new Map<string, SheetPicture>()
  const { width, height } = variant
  await page.goto(board.address)
  await page.locator(board.ready).first().waitFor()
  if (variant.options.colorScheme === 'dark' && board.darkKeys !== null) {
    await page.mouse.click(width / 2, height / 2)
    await page.keyboard.press(board.darkKeys)
  }
  for (const [state, pose] of Object.entries(states)) {
    await pose(page, board, variant).catch((error: unknown) => {
      console.error(`${board.name} ${variant.name} ${state}: ${String(error)}`)
      process.exitCode = 1
    })
    await page.waitForTimeout(restMs)
    taken.set(state, { name: board.name, width, height, png: await page.screenshot() })
  }
  await context.close()
  return taken
}

const directory = resolve(process.env.OUT ?? '.pictures/beside')
await mkdir(directory, { recursive: true })
await buildWebApp()
const server = await startServer()
const peers = await servePeers()
const browser = await launchChromium()
try {
  const boards: readonly Whiteboard[] = [
    {
      name: 'FlowState',
      address: server.url,
      ready: '[role=toolbar]',
      menu: 'button[aria-label=Menu]',
      darkKeys: null,
    },
    {
      name: 'Excalidraw',
      address: `${peers.url}/excalidraw.html`,
      ready: '[data-testid=toolbar-rectangle]',
      menu: '[data-testid=main-menu-trigger]',
      darkKeys: 'Alt+Shift+D',
    },
    {
      name: 'tldraw',
      address: `${peers.url}/tldraw.html`,
      ready: '.tlui-toolbar',
      menu: '[data-testid="main-menu.button"]',
      darkKeys: 'Control+/',
    },
  ]
  const sheet = await browser.newPage()
  for (const screen of ['wide', 'tablet', 'phone']) {
    const rows = []
    for (const variant of variants.filter(({ name }) => name.startsWith(screen))) {
      const row = []
      for (const board of boards) row.push(await photograph(browser, board, variant))
      rows.push(row)
    }
    for (const state of Object.keys(states)) {
      const title = `${state}: ${boards.map(({ name }) => name).join(', ')}`
      await writeSheet(sheet, join(directory, `${screen}-${state}.png`), {
        title,
        rows: rows.map((row) => row.flatMap((taken) => taken.get(state) ?? [])),
      })
    }
  }
  console.log(`${Object.keys(states).length * 3} sheets in ${directory}`)
} finally {
  await browser.close()
  await peers.stop()
  await server.stop()
}
