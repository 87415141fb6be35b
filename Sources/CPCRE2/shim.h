// PCRE2 asks for the width of a code unit before its header; UTF-8 is what values are folded from.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
