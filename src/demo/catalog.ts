/** An article of the house. Prices are gross minor units, costs net, as of the first year. */
export type Article = {
  sku: string
  name: string
  category: Category
  price: number
  cost: number
  taxRate: 0.07 | 0.19
}

export const categories = [
  'Heißgetränke',
  'Kaltgetränke',
  'Frühstück',
  'Mittagstisch',
  'Kuchen',
  'Gebäck',
  'Brot',
  'Hausröstung',
  'Länderkaffee',
  'Tee',
  'Zubehör',
] as const
export type Category = (typeof categories)[number]

/** Food to take home is taxed less than what is eaten or drunk here. */
const takenHome = new Set<Category>(['Gebäck', 'Brot', 'Hausröstung', 'Länderkaffee', 'Tee'])

type Row = readonly [sku: string, name: string, price: number, cost: number]

const shelves: Record<Category, readonly Row[]> = {
  Heißgetränke: [
    ['HG01', 'Hafer-Cappuccino groß', 430, 92],
    ['HG02', 'Cappuccino', 350, 74],
    ['HG03', 'Milchkaffee', 370, 80],
    ['HG04', 'Filterkaffee', 260, 42],
    ['HG05', 'Espresso', 220, 38],
    ['HG06', 'Doppelter Espresso', 290, 66],
    ['HG07', 'Flat White', 390, 84],
    ['HG08', 'Latte macchiato', 390, 86],
    ['HG09', 'Heiße Schokolade', 380, 90],
    ['HG10', 'Chai Latte', 410, 88],
    ['HG11', 'Kännchen Darjeeling', 420, 60],
    ['HG12', 'Frischer Pfefferminztee', 360, 70],
  ],
  Kaltgetränke: [
    ['KG01', 'Apfelschorle naturtrüb', 340, 82],
    ['KG02', 'Mineralwasser 0,5 l', 310, 48],
    ['KG03', 'Rhabarberschorle', 360, 90],
    ['KG04', 'Orangensaft frisch gepresst', 450, 165],
    ['KG05', 'Cold Brew', 420, 78],
    ['KG06', 'Hausgemachte Limonade', 410, 96],
  ],
  Frühstück: [
    ['FR01', 'Kleines Frühstück', 690, 240],
    ['FR02', 'Frühstück Morgenrot', 1190, 430],
    ['FR03', 'Rührei mit Schnittlauch', 780, 230],
    ['FR04', 'Granola mit Joghurt und Obst', 650, 205],
    ['FR05', 'Avocadobrot mit pochiertem Ei', 980, 345],
    ['FR06', 'Belegtes Brötchen Käse', 390, 128],
  ],
  Mittagstisch: [
    ['MT01', 'Tagessuppe mit Brot', 690, 190],
    ['MT02', 'Linseneintopf', 790, 220],
    ['MT03', 'Quiche mit Salat', 920, 300],
    ['MT04', 'Ofengemüse mit Kräuterquark', 890, 270],
    ['MT05', 'Käsespätzle', 980, 290],
    ['MT06', 'Milchreis mit Zimt und Kirschen', 640, 165],
    ['MT07', 'Großer Salat mit Ziegenkäse', 1090, 380],
  ],
  Kuchen: [
    ['KU01', 'Apfelkuchen mit Streuseln', 390, 110],
    ['KU02', 'Käsekuchen', 420, 125],
    ['KU03', 'Schwarzwälder Kirschtorte', 480, 160],
    ['KU04', 'Mohnkuchen', 410, 118],
    ['KU05', 'Schokoladentarte', 450, 148],
    ['KU06', 'Zwetschgendatschi', 390, 112],
  ],
  Gebäck: [
    ['GB01', 'Rosinenschnecke', 260, 72],
    ['GB02', 'Buttercroissant', 230, 64],
    ['GB03', 'Zimtschnecke', 290, 78],
    ['GB04', 'Laugenbrezel', 140, 34],
    ['GB05', 'Franzbrötchen', 270, 74],
    ['GB06', 'Hefezopf, Stück', 220, 58],
  ],
  Brot: [
    ['BR01', 'Bauernbrot 750 g', 490, 150],
    ['BR02', 'Dinkel-Vollkornbrot 500 g', 450, 145],
    ['BR03', 'Baguette', 280, 80],
  ],
  Hausröstung: [
    ['HR01', 'Hausröstung 250 g, ganze Bohne', 890, 380],
    ['HR02', 'Hausröstung 500 g, ganze Bohne', 1690, 720],
    ['HR03', 'Hausröstung 500 g, gemahlen', 1690, 725],
    ['HR04', 'Hausröstung Espresso 500 g', 1790, 760],
    ['HR05', 'Hausröstung 1 kg, ganze Bohne', 3190, 1390],
  ],
  Länderkaffee: [
    ['LK01', 'Äthiopien Yirgacheffe 250 g', 1090, 490],
    ['LK02', 'Kolumbien Huila 250 g', 990, 440],
    ['LK03', 'Brasilien Cerrado 500 g', 1590, 690],
    ['LK04', 'Entkoffeiniert 250 g', 950, 430],
  ],
  Tee: [
    ['TE01', 'Darjeeling First Flush 100 g', 890, 360],
    ['TE02', 'Kräutermischung Ufergarten 80 g', 650, 230],
  ],
  Zubehör: [
    ['ZB01', 'Handfilter Porzellan', 2490, 1080],
    ['ZB02', 'Filterpapier, 100 Stück', 490, 160],
    ['ZB03', 'Thermobecher Morgenrot', 1990, 840],
    ['ZB04', 'Handmühle', 5990, 3100],
  ],
}

export const articles: readonly Article[] = categories.flatMap((category) =>
  shelves[category].map(([sku, name, price, cost]) => ({
    ...{ sku, name, category, price, cost },
    taxRate: takenHome.has(category) ? 0.07 : 0.19,
  })),
)

/** Numbers of the articles of a category, as the simulation carries them. */
export const articlesOf = (...wanted: Category[]): number[] =>
  articles.flatMap((article, number) => (wanted.includes(article.category) ? [number] : []))

export const articleBySku = (sku: string): number =>
  articles.findIndex((article) => article.sku === sku)

export const categoryOfArticle = Uint8Array.from(articles, (article) =>
  categories.indexOf(article.category),
)

const yearlyRise = 1.04
const yearsMax = 12

/** Prices by year of the world: four percent a year, rounded to ten cents as on a board. */
export const priceLists: readonly Int32Array[] = Array.from({ length: yearsMax }, (_, year) =>
  Int32Array.from(articles, ({ price }) => atLevel(price, year, 10)),
)

/** Costs follow the prices, to the cent. */
export const costLists: readonly Int32Array[] = Array.from({ length: yearsMax }, (_, year) =>
  Int32Array.from(articles, ({ cost }) => atLevel(cost, year, 1)),
)

function atLevel(amount: number, year: number, step: number): number {
  let level = 1
  for (let passed = 0; passed < year; passed++) level *= yearlyRise
  return Math.round((amount * level) / step) * step
}
