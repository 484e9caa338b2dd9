import { cumulative, type Random } from './random.ts'

/** First names (either gender) and family names as they stand on doorbells of one German town. */
type Pool = { share: number; first: readonly string[]; last: readonly string[] }

const words = (text: string) => text.trim().split(/\s+/)

const german: Pool = {
  share: 0.66,
  first: words(`
    Anna Lena Julia Katharina Sabine Petra Monika Ursula Renate Gisela Birgit Susanne Claudia
    Stefanie Nicole Christina Martina Andrea Heike Silke Jana Laura Hannah Mia Emma Clara Frieda
    Charlotte Johanna Greta Käthe Bärbel Jürgen Günther Jörg Sören Björn Götz Michael Thomas Andreas
    Stefan Peter Klaus Wolfgang Bernd Uwe Frank Matthias Markus Sebastian Daniel Tobias Florian
    Philipp Lukas Jonas Felix Paul Maximilian Moritz Emil Anton Friedrich Hans Heinz Werner Dieter
    Ludwig Konstantin Theo Oskar Ida Lotte Marlene Antonia Franziska Theresa Wiebke Swantje`),
  last: words(`
    Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer
    Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange
    Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer
    Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller
    Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig
    Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich
    Brandt Haas Schreiber Graf Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas
    Voigt Sauer Arnold Wolff Pfeiffer Übelacker Öhlschläger Ärmel`),
}

const turkish: Pool = {
  share: 0.1,
  first: words(`
    Ayşe Fatma Emine Zeynep Elif Merve Büşra Esra Özlem Gülşen Derya Selin Mehmet Mustafa Ahmet
    Ali Hüseyin İbrahim Emre Burak Can Cem Deniz Murat Okan Yusuf Ümit Çağla`),
  last: words(`
    Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan
    Çetin Kara Koç Kurt Özkan Şimşek Güneş`),
}

const polish: Pool = {
  share: 0.09,
  first: words(`
    Agnieszka Małgorzata Katarzyna Magdalena Joanna Zofia Ewa Aleksandra Piotr Krzysztof Tomasz
    Paweł Michał Łukasz Jakub Marek Wojciech Grzegorz`),
  last: words(`
    Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak
    Dąbrowski Kozłowski Jankowski Mazur Krawczyk Grabowski Pawłowski Brzęczyszczykiewicz`),
}

const english: Pool = {
  share: 0.05,
  first: words(`
    Emily Olivia Grace Sophie Amelia Harriet James Oliver Harry George William Jack Samuel Priya
    Kwame Aoife`),
  last: words(`
    Smith Jones Taylor Brown Williams Wilson Johnson Davies Evans Walker O'Connor Patel Campbell
    Featherstonehaugh`),
}

const others: Pool = {
  share: 0.1,
  first: words(`
    Giulia Marco Francesca Alessandro Sofia Oksana Iryna Mykola Taras Fatima Amina Omar Karim Layla
    Linh Minh Thảo Ana Ivan Marija Dragan João Inês Eleni Nikos Chiara Yara Nadia`),
  last: words(`
    Rossi Bianchi Esposito Ferrari Kovalenko Shevchenko Bondarenko Haddad Mansour Rahman Nguyễn
    Trần Phạm Horvat Petrović Jovanović Silva Ferreira Papadopoulos Nikolaidis Hassan Ndiaye`),
}

const pools = [german, turkish, polish, english, others]
const shares = cumulative(pools.map((pool) => pool.share))

/** Rare and long, since every list and card must hold them too. */
const longNames = [
  'Maximiliane-Theodora Freifrau von Schwarzenberg-Hohenstein',
  'Karl-Friedrich Leutheusser-Schnarrenberger',
  'Wilhelmine Oberstaufenbach-Müllerschön',
  'Aleksandra Brzęczyszczykiewicz-Konstantynopolitańska',
  'Ana Beatriz de Albuquerque Cavalcanti e Vasconcelos',
]

export type Name = { first: string; last: string; english: boolean }

export function drawName(random: Random): Name {
  if (random.chance(0.004)) {
    const [first = '', ...rest] = random.pick(longNames).split(' ')
    return { first, last: rest.join(' '), english: false }
  }
  const pool = pools[random.weighted(shares)]!
  const first = random.pick(pool.first)
  const compound = pool === german && random.chance(0.03)
  const last = compound
    ? `${random.pick(german.last)}-${random.pick(german.last)}`
    : random.pick(pool.last)
  return { first, last, english: pool === english || (pool === others && random.chance(0.2)) }
}

const plain: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  đ: 'd',
}

/** A name as it stands in an e-mail address. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[äöüßıłđ]/g, (letter) => plain[letter]!)
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
