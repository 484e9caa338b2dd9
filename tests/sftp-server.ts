import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join, posix } from 'node:path'
import ssh2, { type Attributes, type Connection, type SFTPWrapper } from 'ssh2'
import { makeTestFolder, removeTestFolder } from './test-folder.ts'

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp

export type SftpServer = {
  port: number
  /** What its folder is to us. */
  root: string
  password: string
  /** Called before every write. */
  onWrite: (connection: Connection) => void
  /** Then nothing may be written, renamed or removed. */
  isReadOnly: boolean
  close(): Promise<void>
}

export const newHostKey = () => ssh2.utils.generateKeyPairSync('ed25519').private

/** A real SSH server that gives one account its folder. */
export async function openSftpServer(hostKey = newHostKey(), port = 0): Promise<SftpServer> {
  const root = await makeTestFolder()
  const connections = new Set<Connection>()
  const state: SftpServer = {
    ...{ port, root, password: 'Mohnbrötchen', isReadOnly: false, onWrite: () => undefined },
    close: async () => {
      for (const connection of connections) connection.end()
      await new Promise<void>((resolve) => door.close(() => resolve()))
      await removeTestFolder(root)
    },
  }
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connections.add(connection)
    connection.on('error', () => undefined)
    connection.on('close', () => connections.delete(connection))
    connection.on('authentication', (asked) => {
      if (asked.method === 'password' && asked.password === state.password) asked.accept()
      else asked.reject(['password'])
    })
    connection.on('ready', () =>
      connection.on('session', (accept) =>
        accept().on('sftp', (acceptSftp) => serve(acceptSftp(), state, connection)),
      ),
    )
  })
  // Packets that wait for others to go with would make each sign-in take half a second.
  const door = createServer({ noDelay: true }, (socket) => server.injectSocket(socket))
  await new Promise<void>((resolve) => door.listen(port, '127.0.0.1', resolve))
  state.port = (door.address() as AddressInfo).port
  return state
}

function serve(sftp: SFTPWrapper, state: SftpServer, connection: Connection) {
  const files = new Map<number, FileHandle>()
  const folders = new Map<number, string[] | null>()
  let last = 0
  connection.on('close', () => {
    for (const file of files.values()) void file.close().catch(() => undefined)
  })
  const local = (path: string) => join(state.root, posix.normalize(`/${path}`))
  const named = () => {
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(++last)
    return handle
  }
  const fileOf = (handle: Buffer) => files.get(handle.readUInt32BE())!
  const act = (id: number, work: () => Promise<void>) => {
    work().catch((error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT'
      sftp.status(id, missing ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.PERMISSION_DENIED)
    })
  }
  const done = (id: number) => sftp.status(id, STATUS_CODE.OK)
  const refuseIfReadOnly = () => {
    if (state.isReadOnly) throw new Error('read only')
  }
  const attributesOf = async (path: string): Promise<Attributes> => {
    const { mode, size, mtimeMs, atimeMs } = await stat(path)
    return { ...{ mode, size, uid: 0, gid: 0 }, mtime: mtimeMs / 1000, atime: atimeMs / 1000 }
  }
  const look = (id: number, path: string) =>
    act(id, async () => sftp.attrs(id, await attributesOf(local(path))))

  sftp.on('REALPATH', (id, path) => {
    const filename = posix.normalize(`/${path}`)
    sftp.name(id, [{ filename, longname: filename, attrs: {} as Attributes }])
  })
  sftp.on('STAT', look)
  sftp.on('LSTAT', look)
  sftp.on('FSTAT', (id, handle) =>
    act(id, async () => {
      const { mode, size, mtimeMs } = await fileOf(handle).stat()
      const time = mtimeMs / 1000
      sftp.attrs(id, { ...{ mode, size, uid: 0, gid: 0 }, mtime: time, atime: time })
    }),
  )
  sftp.on('SETSTAT', done)
  sftp.on('FSETSTAT', done)
  sftp.on('OPEN', (id, path, flags) =>
    act(id, async () => {
      const writes = (flags & OPEN_MODE.WRITE) !== 0
      if (writes) refuseIfReadOnly()
      const mode = writes
        ? constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC
        : constants.O_RDONLY
      const file = await open(local(path), mode)
      const handle = named()
      files.set(last, file)
      sftp.handle(id, handle)
    }),
  )
  sftp.on('READ', (id, handle, offset, length) =>
    act(id, async () => {
      const { bytesRead, buffer } = await fileOf(handle).read(
        ...([Buffer.alloc(length), 0, length, offset] as const),
      )
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF)
      else sftp.data(id, buffer.subarray(0, bytesRead))
    }),
  )
  sftp.on('WRITE', (id, handle, offset, data) =>
    act(id, async () => {
      state.onWrite(connection)
      await fileOf(handle).write(data, 0, data.length, offset)
      done(id)
    }),
  )
  sftp.on('CLOSE', (id, handle) =>
    act(id, async () => {
      await files.get(handle.readUInt32BE())?.close()
      files.delete(handle.readUInt32BE())
      done(id)
    }),
  )
  sftp.on('OPENDIR', (id, path) =>
    act(id, async () => {
      const names = await readdir(local(path))
      const handle = named()
      folders.set(
        last,
        names.map((name) => posix.join(path, name)),
      )
      sftp.handle(id, handle)
    }),
  )
  sftp.on('READDIR', (id, handle) =>
    act(id, async () => {
      const paths = folders.get(handle.readUInt32BE())
      folders.set(handle.readUInt32BE(), null)
      if (!paths || paths.length === 0) return void sftp.status(id, STATUS_CODE.EOF)
      const entries = await Promise.all(
        paths.map(async (path) => {
          const attrs = await attributesOf(local(path))
          const kind = (attrs.mode & constants.S_IFMT) === constants.S_IFDIR ? 'd' : '-'
          const longname = `${kind}rw-r--r-- 1 kasse kasse ${attrs.size} Nov 22 03:00 ${path}`
          return { filename: posix.basename(path), longname, attrs }
        }),
      )
      sftp.name(id, entries)
    }),
  )
  sftp.on('REMOVE', (id, path) =>
    act(id, async () => {
      refuseIfReadOnly()
      await rm(local(path))
      done(id)
    }),
  )
  sftp.on('RENAME', (id, from, to) =>
    act(id, async () => {
      refuseIfReadOnly()
      await rename(local(from), local(to))
      done(id)
    }),
  )
  sftp.on('MKDIR', (id, path) =>
    act(id, async () => {
      refuseIfReadOnly()
      await mkdir(local(path))
      done(id)
    }),
  )
}
