import { drag } from '../../../tests/e2e/draw-on-page.ts'
import { button, goTo, submit } from '../picture-pages.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

/** Somebody without an account, and the way to one. */
export const group: StateGroup = {
  name: 'guest',
  async play(studio) {
    const { shot, enter, middle } = studio
    const page = await enter(null, '/')
    await whenReady(page)
    for (const [tool, down] of Object.entries({ r: -150, o: -40, d: 60 })) {
      await page.keyboard.press(tool)
      const from = { x: middle.x - 60, y: middle.y + down }
      await drag(page, from, { x: from.x + 110, y: from.y + 70 })
      await leaveAll(page)
    }
    await whenReady(page)
    await shot('hint', page, () => page.getByText('You draw as a guest.').first().waitFor())
    await shot('menu', page, () => button(page, 'Menu').click())
    await leaveAll(page)
    await shot('share', page, async () => {
      await button(page, 'Share').click()
      await page.getByRole('dialog').waitFor()
    })
    await leaveAll(page)
    await shot('home', page, async () => {
      await goTo(studio, page, '/home')
      await page.getByText('You are here as a guest').waitFor()
    })
    await shot('account', page, () => goTo(studio, page, '/account'))
    const bring = page.getByText('Bring along what I drew here as a guest')
    await shot('bring', page, async () => {
      await goTo(studio, page, '/sign-in')
      await bring.waitFor()
    })
    await shot('leave', page, () => bring.click())
    await shot('claim', page, () => goTo(studio, page, '/register'))
    await shot('claimed', page, async () => {
      await page.getByLabel('Name', { exact: true }).fill('Noor')
      await page.getByLabel('E-mail').fill(`noor-${studio.variant.name}@example.org`)
      await page.getByLabel('Password', { exact: true }).fill('a quiet harbour at night')
      await submit(page, 'Create account').click()
      await page.waitForURL(({ pathname }) => pathname !== '/register')
      await goTo(studio, page, '/home')
    })
    const curious = await enter(null, '/')
    await shot('demo', curious, async () => {
      await whenReady(curious)
      await button(curious, 'Explore a demo board').click()
      await curious.getByRole('button', { name: 'A board to explore' }).waitFor({ timeout: 60_000 })
      await whenReady(curious)
    })
  },
}
