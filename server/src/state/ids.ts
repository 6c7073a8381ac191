/** Gives the id at a position in the order of creation. Tests pass their own to have ids of their choice. */
export type IdSource = (position: number) => string;

const FIRST = `
  able amber ancient arctic autumn bashful bitter blissful bold brave breezy brisk bronze calm careful casual cheerful
  chilly civic classic clever cloudy coastal cobalt copper coral cosmic crimson crisp curious dapper daring decent deep
  distant dizzy downy dreamy dusty eager early earnest eastern elated elegant emerald fabled faithful fancy fearless
  fluent fond forest formal frosty frugal gallant gentle giddy gilded glad golden graceful grand grateful hardy hasty
  hazel hearty hidden hollow honest humble hushed icy ideal idle inner ivory jolly jovial keen kindly lasting lavish lemon
  level likely lively lofty loyal lucid lunar magic marble mellow merry mighty mild misty modest mossy narrow native neat
  nimble noble northern novel olive opal open orderly pale patient placid plucky polished polite primal proud quaint quick
  quiet rapid rare ready regal
`
  .trim()
  .split(/\s+/);

const SECOND = `
  acorn anchor apron arrow aspen atlas badger bamboo barley basin beacon beetle birch bison blossom bramble breeze bridge
  brook cabin cactus canyon carpet cedar cellar chalk cherry cinder cliff clover comet compass cottage cricket crystal
  current daisy delta desert dolphin dragon drizzle dropsy eagle ember engine falcon feather fennel ferry fiddle finch
  flint forge fossil fountain fox galaxy garden garnet geyser ginger glacier granite grove gull hamlet harbour harvest
  hazelnut heron hollyhock horizon island ivy jasmine juniper kernel kettle kingfisher lagoon lantern lark laurel ledger
  lichen lighthouse lily linden lizard lotus magnet magpie mango maple marsh meadow meteor mill mirror moss mountain
  nectar nutmeg oak oasis orbit orchard otter owl paddle pasture pebble pepper petal pier pine planet plum pond poplar
  prairie quarry quartz rain raven reef ridge
`
  .trim()
  .split(/\s+/);

const PAIRS = FIRST.length * SECOND.length;
/** Odd, so that stepping through the 16384 pairs (a power of two) meets each of them once. */
const STEP = 10_007;

/**
 * Ids like the service's own: two lower-case words joined by `_`, the same ones in the same order for the same seed. When every
 * pair is used up a number is added.
 *
 * @param seed any whole number; it decides where in the order of pairs to begin
 */
export function wordIds(seed: number): IdSource {
  return (position) => {
    const pair = (((Math.abs(seed) % PAIRS) + position) * STEP) % PAIRS;
    const words = `${FIRST[Math.floor(pair / SECOND.length)]}_${SECOND[pair % SECOND.length]}`;
    const round = Math.floor(position / PAIRS);
    return round === 0 ? words : `${words}_${round}`;
  };
}
