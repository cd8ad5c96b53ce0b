import type { Person } from './person.ts'

const lastMessages = 15
const charactersPerMessage = 300
const oldestRequests = 8

const brief = (messages: readonly object[]): string[] =>
  messages.slice(-lastMessages).map((message) => JSON.stringify(message).slice(0, charactersPerMessage))

/** What a person had in front of them, as lines to read when a test has failed in a way nobody can repeat. */
export async function describePerson({ page, watch, received, sent }: Person): Promise<string> {
  if (page.isClosed()) return 'nothing any more'
  const seen = await page.evaluate(() => ({
    address: location.pathname,
    hasFocus: document.hasFocus(),
    focused: document.activeElement?.outerHTML.slice(0, 300),
  }))
  const sections = [
    JSON.stringify(seen),
    ...watch.complaints,
    ...watch.outages,
    'still asked for:',
    ...watch.unanswered().slice(0, oldestRequests),
    'last heard:',
    ...brief(received),
    'last said:',
    ...brief(sent),
    'on the screen:',
    await page.locator('body').ariaSnapshot(),
  ]
  return sections.join('\n')
}
