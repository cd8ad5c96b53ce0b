import { newActor } from '../picture-cast.ts'
import { away, goTo, refuse, submit } from '../picture-pages.ts'
import type { StateGroup } from '../picture-studio.ts'

/** Signing in and registering, and what can be wrong with it. */
export const group: StateGroup = {
  name: 'sign-in',
  async play(studio) {
    const { shot, enter } = studio
    const taken = await newActor(studio.url, 'Ann')
    const page = await enter(null, '/sign-in')
    const email = page.getByLabel('E-mail')
    const password = page.getByLabel('Password', { exact: true })
    const signIn = submit(page, 'Sign in')
    const register = submit(page, 'Create account')
    await shot('plain', page, () => email.waitFor())
    await shot('empty', page, () => signIn.click())
    await shot('bad-mail', page, async () => {
      await email.fill('nothing')
      await password.fill('x')
      await signIn.click()
      await page.getByText('This does not look like').waitFor()
    })
    await shot('wrong', page, async () => {
      await email.fill('nobody@example.org')
      await password.fill('not the one')
      await signIn.click()
      await page.getByText('E-mail or password is wrong.').waitFor()
    })
    await shot('password-shown', page, () => page.getByRole('button', { name: 'Show password' }).click())
    await page.route('**/auth/login', refuse(429, 'too_many_requests', { 'retry-after': '42' }))
    await shot('too-many', page, async () => {
      await signIn.click()
      await page.getByText('Too many tries').waitFor()
    })
    await page.route('**/auth/login', away)
    await shot('away', page, async () => {
      await signIn.click()
      await page.getByText('The server cannot be reached.').waitFor()
    })
    await shot('register', page, () => goTo(studio, page, '/register'))
    await shot('register-empty', page, () => register.click())
    await shot('register-weak', page, async () => {
      await page.getByLabel('Name', { exact: true }).fill('Ada')
      await email.fill('new@example.org')
      await password.fill('password1')
      await register.click()
      await page.getByText('easy to guess').waitFor()
    })
    await shot('register-taken', page, async () => {
      await email.fill(taken.email)
      await password.fill(taken.password)
      await register.click()
      await page.getByText('There is an account with this e-mail').waitFor()
    })
    const again = await enter(taken, '/sign-in')
    await shot('already', again, () => again.getByText('You are signed in').waitFor())
  },
}
