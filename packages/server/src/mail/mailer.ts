import { isIP } from 'node:net'
import { ConfigError } from '../config-error.ts'

/** A letter in plain text, to one person. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** @throws MailNotSent */
  send(mail: Mail): Promise<void>
}

/** Says why in codes only: what mail servers answer names the address. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent'
}

/** Less than a shutdown may take. */
const connectionTimeout = 5_000
const socketTimeout = 10_000

/** `from` of the URL; else the user, who often is an address; else an address of the host people know us by. */
function senderOf(url: URL, publicUrl: string | undefined): string {
  const given = url.searchParams.get('from')
  if (given !== null) {
    if (!/^[^@\s]+@[^@\s]+$|^[^<>@]*<[^@\s<>]+@[^@\s<>]+>$/.test(given))
      throw new ConfigError('SMTP_URL must give an e-mail address as from')
    return given
  }
  const user = decodeURIComponent(url.username)
  if (user.includes('@')) return user
  const host = publicUrl === undefined ? 'localhost' : new URL(publicUrl).hostname
  return `FlowState <flowstate@${isIP(host.replaceAll(/[[\]]/g, '')) === 0 ? host : 'localhost'}>`
}

function codesOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const response = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : ''
  return `${code} ${response}`.trim()
}

/**
 * Sends through the server that `SMTP_URL` names; further parameters of the URL are options of nodemailer.
 * @throws ConfigError when the sender is no address
 */
export function openMailer(smtpUrl: string, publicUrl: string | undefined): Mailer {
  const url = new URL(smtpUrl)
  const from = senderOf(url, publicUrl)
  url.searchParams.delete('from')
  return {
    async send({ to, subject, text }) {
      try {
        const { createTransport } = await import('nodemailer')
        const transport = createTransport({
          url: url.href,
          connectionTimeout,
          greetingTimeout: connectionTimeout,
          socketTimeout,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        // As an object, an address is one address whatever is in it.
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text })
      } catch (error) {
        throw new MailNotSent(`the mail server did not take a mail: ${codesOf(error)}`)
      }
    },
  }
}
