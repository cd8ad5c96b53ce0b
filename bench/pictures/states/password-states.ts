import { button, goTo } from '../picture-pages.ts'
import type { StateGroup } from '../picture-studio.ts'

/** A password that was forgotten, and the link that sets a new one. */
export const group: StateGroup = {
  name: 'password',
  async play(studio) {
    const { shot, enter, url } = studio
    const page = await enter(null, '/forgot')
    const email = page.getByLabel('E-mail')
    const fresh = page.getByLabel('New password')
    /** A token stands behind the `#`: only leaving the page reads another. */
    const reset = async (token: string): Promise<void> => {
      await page.goto('about:blank')
      await page.goto(`${url}/reset${token}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    await shot('forgot', page, () => email.waitFor())
    await shot('forgot-bad', page, async () => {
      await email.fill('nothing')
      await button(page, 'Send the link').click()
    })
    await shot('no-mail', page, async () => {
      await email.fill('ann@example.org')
      await button(page, 'Send the link').click()
      await page.getByText('This server sends no mail').waitFor()
    })
    await page.route('**/auth/reset', (route) => route.fulfill({ json: { byMail: true } }))
    await shot('sent', page, async () => {
      await goTo(studio, page, '/forgot')
      await email.fill('somebody.with.a.long.name@mail.department.example.org')
      await button(page, 'Send the link').click()
      await page.getByText('Look into your mail').waitFor()
    })
    await shot('reset', page, () => reset('#token=abc'))
    await shot('reset-empty', page, () => button(page, 'Set the password').click())
    await shot('reset-dead', page, async () => {
      await fresh.fill('a quiet harbour at night')
      await button(page, 'Set the password').click()
      await page.getByText('This link does not work any more').waitFor()
    })
    await shot('reset-no-token', page, () => reset(''))
    await page.route('**/auth/reset/confirm', (route) => route.fulfill({ status: 204, body: '' }))
    await shot('reset-done', page, async () => {
      await reset('#token=abc')
      await fresh.fill('a quiet harbour at night')
      await button(page, 'Set the password').click()
      await page.getByText('Your password is set').waitFor()
    })
  },
}
