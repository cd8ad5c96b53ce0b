/**
 * `npm run bench -- pictures`: photographs the states of the product on three screens, in light and in dark, and puts the six
 * pictures of each side by side. A real server, a real browser. What is looked at before a release: see README.md here.
 */
import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { buildWebApp } from '../../tests/support/build-web-app.ts'
import { launchChromium } from '../../tests/support/chromium.ts'
import { startServer } from '../../tests/support/server-process.ts'
import { gatherCast } from './picture-cast.ts'
import { asPictureLanguage } from './picture-language.ts'
import { writeSheets } from './picture-sheets.ts'
import { openStudio, type StateGroup } from './picture-studio.ts'
import { type Variant, variants } from './picture-variants.ts'

const list = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').filter((one) => one !== '')

const wantedStates = list(process.env.STATES)
const wantedVariants = list(process.env.VARIANTS)
const directory = resolve(process.env.OUT ?? '.pictures')

const language = asPictureLanguage(process.env.LANGUAGE)

/** Variants that are photographed at once: one waits while the other paints. */
const atOnce = 2

/** What an owner may give is photographed too, and many people sign in within a minute. */
const settings = {
  RESET_LINKS: 'on',
  LIMIT_LOGINS_PER_MINUTE: '1000',
  LIMIT_REST_REQUESTS_PER_MINUTE: '100000',
}

/** Every file of `states/` is a group. */
async function readGroups(): Promise<readonly StateGroup[]> {
  const folder = new URL('states/', import.meta.url)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort()
  const modules: readonly { readonly group: StateGroup }[] = await Promise.all(
    files.map((file) => import(new URL(file, folder).href)),
  )
  return modules.map(({ group }) => group)
}

const isWantedGroup = ({ name }: StateGroup): boolean =>
  wantedStates.length === 0 ||
  wantedStates.some((wanted) => name.startsWith(wanted) || wanted.startsWith(`${name}-`))
const isWantedVariant = ({ name }: Variant): boolean =>
  wantedVariants.length === 0 || wantedVariants.some((wanted) => name.includes(wanted))

await mkdir(join(directory, 'sheets'), { recursive: true })
await buildWebApp()
const server = await startServer({ env: settings })
const browser = await launchChromium()
try {
  const cast = await gatherCast(server.url)
  for (const group of (await readGroups()).filter(isWantedGroup)) {
    const queue = variants.filter(isWantedVariant)
    const work = async (): Promise<void> => {
      for (let variant = queue.shift(); variant !== undefined; variant = queue.shift()) {
        const { studio, failures, close } = openStudio({
          browser,
          url: server.url,
          cast,
          variant,
          group,
          directory,
          states: wantedStates,
          language,
        })
        await group.play(studio).catch((error: unknown) => {
          console.error(`${group.name} ${variant?.name}: ${String(error)}`)
          process.exitCode = 1
        })
        for (const failure of failures) console.error(failure)
        if (failures.length > 0) process.exitCode = 1
        await close()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    const sheets = await writeSheets(browser, directory, (state) => state.startsWith(`${group.name}-`))
    console.log(`${group.name}: ${sheets} sheets in ${join(directory, 'sheets')}`)
  }
} finally {
  await browser.close()
  await server.stop()
}
