import { away, nowhereId, refuse } from '../picture-pages.ts'
import { type StateGroup, whenReady } from '../picture-studio.ts'

/** Pages that are not there, and a server that is not. */
export const group: StateGroup = {
  name: 'error',
  async play(studio) {
    const { shot, cast, enter, url } = studio
    const canvasId = await cast.ada.makeCanvas('A canvas')
    const guest = await enter(null, `/c/${nowhereId}`)
    const says = (text: string | RegExp) => guest.getByText(text).first().waitFor()
    await shot('no-canvas', guest, () => says('There is no canvas here'))
    await shot('bad-link', guest, async () => {
      await guest.goto('about:blank')
      await guest.goto(`${url}/c/${nowhereId}#share=nonsense`)
      await says('This link does not work any more')
    })
    const pages = { 'no-page': '/nowhere/at/all', 'bad-id': '/c/not-an-id' }
    for (const [state, path] of Object.entries(pages))
      await shot(state, guest, async () => {
        await guest.goto(`${url}${path}`)
        await says('There is no page here')
      })
    const member = await enter(cast.ada, '/home')
    await shot('no-workspace', member, async () => {
      await member.goto(`${url}/w/${nowhereId}`)
      await member.getByText('There is no workspace here').waitFor()
    })
    await shot('no-person', member, async () => {
      await member.goto(`${url}/people/${nowhereId}`)
      await member.getByText('Nobody to see here').waitFor()
    })
    await member.route('**/api/v1/canvases/*', refuse(500, 'internal'))
    await shot('server', member, async () => {
      await member.goto(`${url}/c/${canvasId}`)
      await member.getByRole('heading', { level: 1 }).waitFor()
    })
    const far = await enter(null, '/sign-in')
    await far.route('**/api/**', away)
    await shot('away-canvas', far, async () => {
      await far.goto(`${url}/c/${nowhereId}`)
      await far.getByText('No connection').first().waitFor()
    })
    await shot('away-home', far, async () => {
      await far.goto(`${url}/home`)
      await far.getByText('The server cannot be reached').first().waitFor()
    })
    await shot('away-first', far, async () => {
      await far.goto(`${url}/`)
      await far.getByText('This canvas could not be made yet').first().waitFor()
    })
    const old = await enter(cast.ada, `/c/${canvasId}`)
    await shot('new-version', old, async () => {
      await whenReady(old)
      // What is said when a part of this version is gone.
      await old.evaluate(() => window.dispatchEvent(new Event('vite:preloadError')))
      await old.getByText('FlowState was updated').waitFor()
    })
  },
}
