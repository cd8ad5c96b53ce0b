/** `#rrggbb` from what people write, three digits and no hash included; null for anything else. */
export function readHex(written: string): string | null {
  const digits = written.trim().toLowerCase().replace(/^#/, '')
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`
  return /^[0-9a-f]{3}$/.test(digits) ? `#${[...digits].map((digit) => digit + digit).join('')}` : null
}
