#include <stdio.h>

#include "base/digest.h"
#include "support.h"

static void assert_sha256(Str s, const char *expected) {
  char out[72];
  digest_write(digest_sha256(s), out);
  assert_memory_equal(out, "sha256:", 7);
  assert_string_equal(out + 7, expected);
}

static void test_sha256(void **state) {
  (void)state;
  static char many[1000000];
  /* Test vectors of FIPS 180-2. */
  assert_sha256((Str){NULL, 0}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_sha256(str_lit("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  memset(many, 'a', sizeof many);
  assert_sha256((Str){many, sizeof many},
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_hash64_is_xxh64(void **state) {
  (void)state;
  assert_int_equal(hash64(str_lit(""), 0), UINT64_C(0xEF46DB3751D8E999));
  assert_int_equal(hash64((Str){NULL, 0}, 0), UINT64_C(0xEF46DB3751D8E999));
  assert_int_equal(hash64(str_lit("a"), 0), UINT64_C(0xD24EC4F1A98C6E5B));
  assert_int_equal(hash64(str_lit("abc"), 0), UINT64_C(0x44BC2CF5AD770999));
  assert_int_equal(hash64(str_lit("Nobody inspects the spammish repetition"), 0),
                   UINT64_C(0xFBCEA83C8A378BF1));
  assert_int_equal(hash64(str_lit("xxhash"), 20141025), UINT64_C(13067679811253438005));
}

static void test_hash64_uses_every_byte(void **state) {
  (void)state;
  char text[100];
  for (size_t n = 1; n <= sizeof text; n++) {
    memset(text, 0, sizeof text);
    uint64_t zero = hash64((Str){text, n}, 0);
    assert_int_not_equal(zero, hash64((Str){text, n - 1}, 0));
    assert_int_not_equal(zero, hash64((Str){text, n}, 1));
    for (size_t i = 0; i < n; i++) {
      text[i] = 1;
      assert_int_not_equal(zero, hash64((Str){text, n}, 0));
      text[i] = 0;
    }
  }
}

static void test_mix(void **state) {
  (void)state;
  /* First outputs of splitmix64 from the seed 0. */
  assert_int_equal(hash64_mix(0), UINT64_C(0xE220A8397B1DCDAF));
  assert_int_equal(hash64_mix(UINT64_C(0x9E3779B97F4A7C15)), UINT64_C(0x6E789E6AA1B965F4));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sha256),
      cmocka_unit_test(test_hash64_is_xxh64),
      cmocka_unit_test(test_hash64_uses_every_byte),
      cmocka_unit_test(test_mix),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
