import type { Page, Route } from 'playwright-core'
import type { Studio } from './picture-studio.ts'

/** A path of a canvas, a person or a workspace that is not there. */
export const nowhereId = '01a20000-0000-7000-8000-000000000000'

/** Opens a path and waits for its heading and for what it asks the server. */
export async function goTo({ url }: Studio, page: Page, path: string): Promise<void> {
  await page.goto(`${url}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** The first button of a name, said in full or by a pattern. */
export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first()

/** The button that sends the form of a page; menus may have one of the same name. */
export const submit = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true })

/** Everything that scrolls, to its end. */
export async function scrollToEnd(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of [document.documentElement, ...document.querySelectorAll('*')])
      if (element.scrollHeight > element.clientHeight + 20) element.scrollTop = element.scrollHeight
  })
}

/** Answers for the server with a refusal of the REST interface. */
export const refuse =
  (status: number, code: string, headers: Readonly<Record<string, string>> = {}) =>
  (route: Route): Promise<void> =>
    route.fulfill({
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Refused',
        status,
        code,
        detail: 'Something went wrong on the server. It has been noted.',
      }),
    })

/** The server is out of reach. */
export const away = (route: Route): Promise<void> => route.abort()
