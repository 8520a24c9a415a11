package hikae.dump.grammar;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions that an expression of a dump may call: they calculate, and neither read nor write anything but what
 * they are given. Left out on purpose although they look alike: {@code set_config}, {@code setval}, {@code lo_*},
 * {@code pg_*}, {@code dblink*}, {@code pgroonga_command}, and those that run a text as SQL: {@code query_to_xml},
 * {@code ts_stat}, {@code ts_rewrite}, {@code cursor_to_xml}.
 */
final class HarmlessCalls {
    private static final String TIME =
            "now clock_timestamp statement_timestamp transaction_timestamp timeofday age date"
                    + " time timetz timestamp timestamptz interval date_part date_trunc date_bin timezone to_char to_date"
                    + " to_number to_timestamp make_date make_interval make_time make_timestamp make_timestamptz justify_days"
                    + " justify_hours justify_interval isfinite date_add date_subtract";

    private static final String TEXT = "lower upper initcap casefold length char_length character_length octet_length"
            + " bit_length btrim ltrim rtrim substr substring left right lpad rpad repeat replace reverse split_part"
            + " strpos position translate concat concat_ws format md5 sha224 sha256 sha384 sha512 encode decode to_hex"
            + " to_bin to_oct ascii chr regexp_replace regexp_match regexp_matches regexp_split_to_array"
            + " regexp_split_to_table regexp_like regexp_count regexp_substr regexp_instr starts_with overlay"
            + " quote_literal quote_ident quote_nullable unistr normalize similar_to_escape similar_escape like_escape"
            + " string_to_array string_to_table array_to_string convert convert_from convert_to text varchar bpchar"
            + " parse_ident hashtext hashtextextended crc32 crc32c btrim";

    private static final String NUMBERS = "abs ceil ceiling floor round trunc mod power pow sqrt cbrt exp ln log log10"
            + " sign random width_bucket div gcd lcm degrees radians pi sin cos tan asin acos atan atan2 float4 float8"
            + " int2 int4 int8 numeric bool scale min_scale trim_scale factorial get_bit set_bit get_byte set_byte"
            + " bit_count nextval currval";

    private static final String ARRAYS = "array_length cardinality array_append array_prepend array_cat array_remove"
            + " array_replace array_position array_positions array_ndims array_upper array_lower array_dims array_fill"
            + " array_reverse array_sort array_sample array_shuffle trim_array unnest array_agg generate_series"
            + " generate_subscripts enum_first enum_last enum_range num_nulls num_nonnulls";

    private static final String JSON = Stream.of("json", "jsonb")
                    .map(
                            json ->
                                    "build_object build_array typeof array_length extract_path extract_path_text object_keys"
                                            + " array_elements array_elements_text each each_text agg object_agg object strip_nulls")
                    .map(names -> Stream.of(names.split(" ")).map(name -> "json_" + name + " jsonb_" + name))
                    .flatMap(names -> names)
                    .collect(Collectors.joining(" "))
            + " json_array json_arrayagg json_objectagg json_scalar json_serialize json_exists json_query json_value"
            + " to_json to_jsonb jsonb_set jsonb_set_lax jsonb_insert jsonb_pretty jsonb_path_exists jsonb_path_match"
            + " jsonb_path_query jsonb_path_query_array jsonb_path_query_first jsonb_contains jsonb_exists"
            + " row_to_json array_to_json json jsonb";

    private static final String SEARCH = "to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery"
            + " setweight strip ts_rank ts_rank_cd ts_headline ts_delete ts_filter tsvector_to_array array_to_tsvector"
            + " numnode querytree tsquery_phrase get_current_ts_config unaccent similarity word_similarity"
            + " strict_word_similarity show_trgm show_bigm bigm_similarity likequery levenshtein soundex metaphone"
            + " dmetaphone pgroonga_normalize pgroonga_tokenize pgroonga_score pgroonga_escape pgroonga_query_escape"
            + " pgroonga_condition pgroonga_snippet_html pgroonga_highlight_html pgroonga_query_extract_keywords"
            + " pgroonga_match_positions_byte pgroonga_match_positions_character";

    private static final String KEYS = "gen_random_uuid uuidv4 uuidv7 uuid_extract_timestamp uuid_extract_version"
            + " uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil"
            + " uuid_ns_dns uuid_ns_url uuid_ns_oid uuid_ns_x500 digest hmac crypt gen_salt gen_random_bytes";

    private static final String GROUPS = "count sum avg min max string_agg bool_and bool_or every bit_and bit_or stddev"
            + " stddev_pop stddev_samp variance var_pop var_samp corr percentile_cont percentile_disc mode row_number"
            + " rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value any_value";

    private static final String OTHERS = "int4range int8range numrange tsrange tstzrange daterange isempty lower_inc"
            + " upper_inc lower_inf upper_inf range_merge range_agg host hostmask masklen netmask network family"
            + " broadcast abbrev inet_merge inet_same_family hstore akeys avals exist defined skeys svals subpath nlevel"
            + " subltree lca text2ltree ltree2text icount sort uniq idx subarray vector halfvec l2_distance"
            + " cosine_distance inner_product vector_dims point box circle";

    private static final Set<String> NAMES = Stream.of(TIME, TEXT, NUMBERS, ARRAYS, JSON, SEARCH, KEYS, GROUPS, OTHERS)
            .flatMap(names -> Stream.of(names.split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    /** Functions of PostgreSQL itself that a trigger may call; they have no code of the dump's. */
    private static final Set<String> TRIGGERS =
            Set.of("suppress_redundant_updates_trigger", "tsvector_update_trigger", "tsvector_update_trigger_column");

    private HarmlessCalls() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static boolean hasTrigger(String name) {
        return TRIGGERS.contains(name);
    }
}
