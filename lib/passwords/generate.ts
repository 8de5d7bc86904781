import { randomInt } from "node:crypto";

/**
 * A password to hand over by voice or on paper: five words and a number, such as `otter-quilt-92-fen-marble-dune`.
 * 256 words five times and 90 numbers are some 46 bits: for 24 hours, behind Argon2id and the sign-in limits.
 *
 * @param minCharacters words are added until it has as many
 */
export function generatePassword(minCharacters = 0): string {
  const word = () => words[randomInt(words.length)] as string;
  const parts = [word(), word(), String(randomInt(10, 100)), word(), word(), word()];
  while (parts.join("-").length < minCharacters) parts.push(word());
  return parts.length > 6 ? parts.join("-").slice(0, minCharacters) : parts.join("-");
}

// Short, plain, told apart when read aloud; 256 of them, so that each is worth 8 bits.
const words = `
acorn amber anchor apple april arch atlas attic autumn badge bagel bamboo banjo barley basil basket beach beacon
beaver bench birch bison blanket bloom bonnet bottle branch brass breeze brick bridge broom brook bucket butter
button cabin cactus camel canal candle canoe canyon carbon cargo carrot castle cedar cello chalk cherry chess
cinder circus citrus clay cliff clover cobalt cocoa comet compass copper coral cotton cove crane crater crayon
creek cricket crystal cypress daisy dawn delta denim desert dolphin domino dragon drum dune eagle easel echo elbow
elder ember emerald engine falcon feather fen fern fiddle field finch fjord flame flint flute fog forest fossil
fountain fox frost galaxy garden garlic garnet gecko geyser ginger glacier globe granite grape gravel grove guitar
gull harbor harvest hazel heron hickory hill honey horizon husky igloo indigo iris iron island ivory ivy jacket
jade jasmine jigsaw juniper kayak kettle kiln kite koala ladder lagoon lantern larch lava lemon lichen lilac
linen lobster lotus lunar lynx magnet mango maple marble marsh meadow melon meteor mint mirror mitten moss
mountain muffin nectar needle nickel nutmeg oak oasis oat ocean olive onion opal orbit orchard otter owl oyster
paddle palm panda papaya parrot pasture peach pebble pelican pepper piano pickle pigeon pillow pine planet plaza
plum pocket pond poplar prairie prism puffin pumpkin quarry quartz quilt rabbit radish raft raven reef ribbon
river robin rocket saddle saffron sail salmon sand satin saucer sequoia shell silver sparrow spruce squash stable
summit sunset teapot thistle timber topaz trout tulip tunnel turnip velvet violet walnut
`
  .trim()
  .split(/\s+/);
