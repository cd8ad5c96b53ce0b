import type { CreatedShare } from '@flowstate/protocol'
import { drag } from '../../../tests/e2e/draw-on-page.ts'
import { openBoard } from '../picture-boards.ts'
import { newActor } from '../picture-cast.ts'
import { button } from '../picture-pages.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

/** What somebody had and has no more: a link, a login, a server of their version. */
export const group: StateGroup = {
  name: 'ended',
  async play(studio) {
    const { shot, cast, enter, middle, url } = studio
    const { canvasId, path } = await openBoard(studio, 'Ended')
    const shares = `/canvases/${canvasId}/shares`
    const share = await cast.ada.call<CreatedShare>('POST', shares, { scope: 'view' })
    const viewer = await enter(null, `${path}#share=${share.token}`)
    await viewer.getByText('View only').first().waitFor()
    await viewer.waitForLoadState('networkidle')
    await shot('link', viewer, async () => {
      await cast.ada.call('DELETE', `${shares}/${share.id}`)
      await viewer.getByText('This canvas is no longer open to you').waitFor()
    })
    const old = await enter(cast.ada, '/home')
    await old.routeWebSocket(/.*/, (socket) => socket.close({ code: 4426, reason: 'too old' }))
    await shot('version', old, async () => {
      await old.goto(`${url}${path}`)
      await old.getByText('There is a newer FlowState').waitFor()
    })
    const olga = await newActor(url, 'Olga')
    const mine = await olga.makeCanvas('Olga’s board')
    const page = await enter(olga, `/c/${mine}`)
    await whenReady(page)
    const dialog = page.getByRole('dialog')
    await shot('login', page, async () => {
      await olga.call('DELETE', '/auth/sessions')
      await button(page, 'Sign in again').waitFor()
      await page.keyboard.press('r')
      await drag(page, middle, { x: middle.x + 90, y: middle.y + 60 })
      await leaveAll(page)
    })
    await shot('login-dialog', page, async () => {
      await button(page, 'Sign in again').click()
      await dialog.waitFor()
    })
    await shot('login-wrong', page, async () => {
      await dialog.getByLabel('Password', { exact: true }).fill('no no no')
      await page.keyboard.press('Enter')
      await dialog.getByText('E-mail or password is wrong.').waitFor()
    })
    await shot('door', page, async () => {
      await page.goto(`${url}/c/${mine}`)
      await page.getByText('You were signed out here.').waitFor()
    })
  },
}
