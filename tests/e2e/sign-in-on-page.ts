import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { saveState } from './person.ts'

/** Long and unlike anything that is tried first. */
export const goodPassword = 'a quiet harbour at night'

export interface Account {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Files share a server: an Ada of one is not the Ada of another. */
const family = randomUUID().slice(0, 8)

/** Somebody nobody else is, by name. */
export function accountOf(name: string): Account {
  return { name, email: `${name.toLowerCase()}@${family}.example.org`, password: goodPassword }
}

/** Fills in the form of `/register` and sends it. */
export async function register(page: Page, account: Account): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(account.name)
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click()
}

/** Fills in a form that signs in, wherever it stands, and sends it. */
export async function signIn(page: Page, account: Pick<Account, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Waits until a canvas is open and everything on it is saved. */
export async function canvasReady(page: Page): Promise<void> {
  await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
}

/** From a canvas to a page its menu leads to. */
export async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
