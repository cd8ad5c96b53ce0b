import { hostname, networkInterfaces } from 'node:os'

/** Under which names and addresses this machine is reached, without ports; addresses of IPv6 in brackets. */
export function machineNames(): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .map((entry) => (entry.family === 'IPv6' ? `[${entry.address}]` : entry.address))
  const name = hostname().toLowerCase()
  return [name, `${name}.local`, ...addresses]
}
