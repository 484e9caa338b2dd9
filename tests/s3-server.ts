import S3rver from 's3rver'
import { makeTestFolder, removeTestFolder } from './test-folder.ts'

/** Who may come in, by what. */
export const s3Keys = { accessKey: 'S3RVER', secretKey: 'S3RVER' }

export type S3Server = { endpoint: string; close(): Promise<void> }

/** A real server that speaks S3, with one bucket. */
export async function openS3Server(bucket: string): Promise<S3Server> {
  const directory = await makeTestFolder()
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', directory, silent: true },
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  const { port } = await server.run()
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await server.close()
      await removeTestFolder(directory)
    },
  }
}
