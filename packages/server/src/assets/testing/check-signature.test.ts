import { expect, test } from 'vitest'
import { checkSignature } from './check-signature.ts'

/** The GET of an object that the description of signature version 4 works through, with the signature it arrives at. */
const documented = {
  method: 'GET',
  url: '/test.txt',
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
}
const keys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const nothing = new Uint8Array()

test('a documented signature is right, and no other is', () => {
  expect(checkSignature(documented, nothing, keys)).toBe(null)
  expect(checkSignature(documented, Buffer.of(1), keys)).toBe('XAmzContentSHA256Mismatch')
  for (const [changed, code] of [
    [{ method: 'PUT' }, 'SignatureDoesNotMatch'],
    [{ url: '/test.txt?acl' }, 'SignatureDoesNotMatch'],
    [{ headers: { ...documented.headers, range: 'bytes=0-8' } }, 'SignatureDoesNotMatch'],
    [{ headers: { ...documented.headers, 'x-amz-date': '20130525T000000Z' } }, 'SignatureDoesNotMatch'],
    [{ headers: { host: 'examplebucket.s3.amazonaws.com' } }, 'AccessDenied'],
  ] as const)
    expect(checkSignature({ ...documented, ...changed }, nothing, keys)).toBe(code)
  for (const [wrong, code] of [
    [{ secretAccessKey: 'another' }, 'SignatureDoesNotMatch'],
    [{ accessKeyId: 'another' }, 'InvalidAccessKeyId'],
    [{ region: 'eu-north-7' }, 'AuthorizationHeaderMalformed'],
  ] as const)
    expect(checkSignature(documented, nothing, { ...keys, ...wrong })).toBe(code)
})
