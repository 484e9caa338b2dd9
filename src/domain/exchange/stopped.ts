/** Somebody canceled the import, or another process is ahead of this one. */
export class Stopped extends Error {}
