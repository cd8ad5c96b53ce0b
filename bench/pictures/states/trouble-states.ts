import { drag } from '../../../tests/e2e/draw-on-page.ts'
import { saveState } from '../../../tests/e2e/person.ts'
import { linkTo, openBoard } from '../picture-boards.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

/** Looking only, offline, refused. */
export const group: StateGroup = {
  name: 'trouble',
  async play(studio) {
    const { shot, cast, enter, middle } = studio
    const { page, canvasId, path } = await openBoard(studio, 'Trouble')
    const viewer = await enter(null, await linkTo(cast.ada, canvasId, 'view'))
    await shot('viewer', viewer, async () => {
      await viewer.getByText('View only').waitFor()
      await whenReady(viewer)
    })
    await shot('viewer-selected', viewer, async () => {
      await viewer.keyboard.press('Control+a')
    })
    await shot('offline', page, async () => {
      await page.context().setOffline(true)
      await page.keyboard.press('r')
      await drag(page, { x: middle.x - 50, y: middle.y + 60 }, { x: middle.x + 60, y: middle.y + 130 })
      await leaveAll(page)
      await saveState(page).filter({ hasText: 'Offline' }).waitFor({ state: 'attached' })
    })
    await page.context().setOffline(false)
    const refused = await enter(cast.ada, '/home')
    await refused.routeWebSocket(/.*/, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((message) => {
        const sent: unknown = JSON.parse(String(message))
        const one = (Array.isArray(sent) ? sent : [sent]).find((each) => each?.type === 'operation')
        if (one === undefined) return server.send(message)
        const detail = 'This shape is larger than a shape may be.'
        socket.send(
          JSON.stringify({
            type: 'reject',
            id: one.operation.id,
            seq: one.operation.seq,
            code: 'shape_too_large',
            detail,
            path: '/changes/0',
          }),
        )
      })
    })
    await shot('refused', refused, async () => {
      await refused.goto(`${studio.url}${path}`)
      await whenReady(refused)
      await refused.keyboard.press('r')
      await drag(refused, { x: middle.x - 50, y: middle.y + 60 }, { x: middle.x + 60, y: middle.y + 130 })
      await leaveAll(refused)
      await refused
        .getByText(/could not be saved/)
        .first()
        .waitFor()
    })
    await shot('refused-list', refused, () =>
      refused
        .getByRole('button', { name: /could not be saved/ })
        .first()
        .click(),
    )
  },
}
