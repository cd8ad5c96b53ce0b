import { ConfigError } from '../config-error.ts'
import type { Environment } from '../read-environment.ts'

/** Where an S3-compatible store is and how it is entered. */
export interface S3Settings {
  /** An origin, without a slash at the end. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** The bucket is in the path, not in the name of the host. */
  readonly pathStyle: boolean
}

const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
const optional = ['S3_REGION', 'S3_PATH_STYLE'] as const

/** Without a slash at the end. */
export function bucketAddress({
  endpoint,
  bucket,
  pathStyle,
}: Pick<S3Settings, 'endpoint' | 'bucket' | 'pathStyle'>): string {
  return pathStyle ? `${endpoint}/${bucket}` : endpoint.replace('://', `://${bucket}.`)
}

function endpointOf(text: string): string {
  const url = URL.parse(text)
  const isOrigin = url !== null && url.origin === text.replace(/\/$/, '')
  // Not repeated: somebody may have written a key into it.
  if (!isOrigin || !['http:', 'https:'].includes(url.protocol))
    throw new ConfigError('S3_ENDPOINT must be an address such as https://s3.example.org, without a path')
  return url.origin
}

/**
 * Null when nothing of it is set.
 * @throws ConfigError with one line that names the setting and shows no key
 */
export function readS3Settings(env: Environment): S3Settings | null {
  const set = [...needed, ...optional].find((name) => env.get(name) !== undefined)
  if (set === undefined) return null
  const need = (name: (typeof needed)[number]): string => {
    const text = env.get(name)
    if (text === undefined) throw new ConfigError(`${name} is needed with ${set}`)
    return text
  }
  const [endpoint, bucket] = [need('S3_ENDPOINT'), need('S3_BUCKET')]
  const [accessKeyId, secretAccessKey] = [need('S3_ACCESS_KEY_ID'), need('S3_SECRET_ACCESS_KEY')]
  const region = env.get('S3_REGION') ?? 'us-east-1'
  const pathStyle = env.get('S3_PATH_STYLE') ?? 'on'
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new ConfigError(
      'S3_BUCKET must be the name of a bucket: lower-case letters, digits, dots and dashes',
    )
  if (!/^[a-z0-9-]{1,40}$/.test(region))
    throw new ConfigError('S3_REGION must be the name of a region such as eu-central-1')
  if (!/^[\x21-\x7e]{1,256}$/.test(accessKeyId) || /[/,]/.test(accessKeyId))
    throw new ConfigError('S3_ACCESS_KEY_ID must be the key without spaces, slashes and commas')
  if (!/^[\x21-\x7e]{1,256}$/.test(secretAccessKey))
    throw new ConfigError('S3_SECRET_ACCESS_KEY must be the key without spaces')
  if (pathStyle !== 'on' && pathStyle !== 'off')
    throw new ConfigError(`S3_PATH_STYLE must be one of on, off, not "${pathStyle}"`)
  const place = { endpoint: endpointOf(endpoint), bucket, pathStyle: pathStyle === 'on' }
  if (!URL.canParse(bucketAddress(place)))
    throw new ConfigError('S3_PATH_STYLE must be on where S3_ENDPOINT names a machine by its number')
  return { ...place, region, accessKeyId, secretAccessKey }
}
