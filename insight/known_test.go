package insight_test

// known is what [fingerprint] gives for the board of seed 7.
const known = "cat02 63 3 2.974452 3.827122; cat00 55 13 4.710651 1.979626; cat01 44 7 3.000000 2.381102; cat07 31 0 1.000000 2.137309; "
