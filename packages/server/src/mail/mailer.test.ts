import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError } from '../config-error.ts'
import { MailNotSent, openMailer } from './mailer.ts'
import { type MailSink, openMailSink } from './testing/mail-sink.ts'

describe('mail', () => {
  let sink: MailSink
  beforeAll(async () => {
    sink = await openMailSink()
  })
  afterAll(() => sink.close())

  const letter = { to: 'ann@example.org', subject: 'Hello', text: 'one line' }

  test('the sender is that of the URL, else its user, else the host people know', async () => {
    await openMailer(`${sink.url}?from=Board%20%3Cboard@example.org%3E`, undefined).send(letter)
    const signedIn = sink.url.replace('//', '//robot%40example.org:secret@')
    await openMailer(signedIn, 'https://draw.example.org').send(letter)
    await openMailer(sink.url, 'https://draw.example.org').send(letter)
    await openMailer(sink.url, 'http://192.168.0.7:4000').send(letter)
    expect(sink.mails.map(({ from }) => from)).toEqual([
      'board@example.org',
      'robot@example.org',
      'flowstate@draw.example.org',
      'flowstate@localhost',
    ])
    expect(sink.mails[0]).toMatchObject({ to: ['ann@example.org'] })
    expect(sink.mails[0]?.source).toMatch(/^From: Board <board@example\.org>/m)
  })

  test('an address is one address, whatever is in it', async () => {
    const before = sink.mails.length
    const to = 'ann@example.org,eve@example.com'
    await openMailer(sink.url, undefined)
      .send({ ...letter, to })
      .catch(() => null)
    const taken = sink.mails.slice(before).flatMap((mail) => mail.to)
    expect(taken).not.toContain('ann@example.org')
    expect(taken).not.toContain('eve@example.com')
  })

  test('a sender that is no address is one clear line at the start', () => {
    expect(() => openMailer(`${sink.url}?from=nobody`, undefined)).toThrow(ConfigError)
  })

  test('a refusal says codes, never the address', async () => {
    sink.refuse()
    const sent = openMailer(sink.url, undefined).send(letter)
    await expect(sent).rejects.toThrow(MailNotSent)
    await expect(sent).rejects.toThrow(/^the mail server did not take a mail: EENVELOPE 550$/)
  })
})
