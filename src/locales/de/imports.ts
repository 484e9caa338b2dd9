export const imports = {
  title: 'Importe',
} as const
