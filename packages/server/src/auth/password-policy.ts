const charactersMin = 8
const charactersMax = 256

/** The most used passwords of eight and more characters; compared without case. */
const common: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 0123456789 87654321 987654321 11111111 00000000 22222222 88888888 99999999 12341234 11223344
  123123123 123321123 147258369 159753159 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 q1w2e3r4 qwertyui qwertyuiop qwerty12 qwerty123
  qwerty1234 asdfghjk asdfghjkl asdfasdf zxcvbnm1 zxcvbnm123 zaq12wsx password passw0rd p@ssw0rd p@ssword password1 password12
  password123 password1234 passwort passwort1 motdepasse contraseña iloveyou iloveyou1 letmein1 letmein123 welcome1 welcome123
  willkommen admin123 admin1234 administrator sunshine princess football baseball superman batman123 trustno1 whatever starwars
  dragon123 monkey123 michael1 jennifer computer internet abcd1234 abc12345 abcdefgh abcdefg1 aaaaaaaa changeme changeme1
  secret123 test1234 testtest qweasdzxc flowstate flowstate1 whiteboard`.split(/\s+/),
)

/** Why a password is refused, as a sentence; undefined when it is fine. Nothing is cut off or trimmed. */
export function passwordRefusal(password: string, email: string | null): string | undefined {
  const characters = [...password].length
  if (characters < charactersMin) return `Use at least ${charactersMin} characters`
  if (characters > charactersMax) return `Use at most ${charactersMax} characters`
  const lower = password.toLowerCase()
  if (common.has(lower) || new Set(lower).size < 3) return 'This password is one of the first that are tried'
  if (email !== null && (lower === email || lower === email.split('@')[0])) {
    return 'Do not use the e-mail address as password'
  }
  return undefined
}
