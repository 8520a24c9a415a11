// Uploads with Misskey's SDK and options to the R2 of the tests, in every layout of its settings, and
// prints each request as one line of JSON. Needs what hikae.storage.FakeR2Main prints, in its environment.
import { createRequire } from 'node:module';
import https from 'node:https';
import tls from 'node:tls';

const require = createRequire(process.env.SDK + '/');
const { S3Client } = require('@aws-sdk/client-s3');
const { Upload } = require('@aws-sdk/lib-storage');
const { NodeHttpHandler } = require('@smithy/node-http-handler');

const { port, certificate, key_id: accessKeyId, secret: secretAccessKey, endpoint: account } = process.env;
const ca = `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;
const agent = new https.Agent();
agent.createConnection = (options) =>
  tls.connect({ host: '127.0.0.1', port: Number(port), servername: options.servername || options.host, ca });

const layouts = [
  [account, true, ''], [account, true, 'files'], [account, false, ''], [account, false, 'files'],
  [`${account}/misskey`, true, ''], [`${account}/misskey`, true, 'files'], [`${account}/misskey`, false, ''],
  [`${account}/misskey/`, true, ''], [`${account}/misskey/`, false, ''],
  [`misskey.${account}`, true, ''], [`${account}/other`, false, ''], [account, true, 'null'],
];

for (const [endpoint, pathStyle, prefix] of layouts) {
  // S3Service.ts and DriveService.ts of Misskey 2026.3.2
  const client = new S3Client({
    endpoint: `https://${endpoint}`,
    credentials: { accessKeyId, secretAccessKey },
    region: 'auto',
    tls: true,
    forcePathStyle: pathStyle,
    requestHandler: new NodeHttpHandler({ httpsAgent: agent, connectionTimeout: 10000, requestTimeout: 30000 }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
  const seen = { endpoint, pathStyle, prefix };
  client.middlewareStack.add((next) => async (args) => {
    const { method, hostname, path, query, headers, body } = args.request;
    const text = Object.entries(query).map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('&');
    Object.assign(seen, { method, host: hostname, path, query: text, headers, body: Buffer.from(body).toString('utf8') });
    const result = await next(args);
    seen.status = result.response.statusCode;
    return result;
  }, { step: 'finalizeRequest', priority: 'low' });
  const key = (prefix ? `${prefix}/` : '') + 'f1d2d2f9-24e9-86ac-86fd-f7b36c94bcdf.webp';
  try {
    await new Upload({
      client,
      params: {
        Bucket: 'misskey', Key: key, Body: Buffer.from('an image'), ContentType: 'image/webp',
        CacheControl: 'max-age=31536000, immutable', ContentDisposition: 'inline; filename="a.webp"',
      },
      partSize: 8 * 1024 * 1024,
    }).done();
  } catch (e) {
    seen.error = e.name;
    seen.status = e.$metadata?.httpStatusCode ?? 0;
  }
  console.log(JSON.stringify(seen));
}
