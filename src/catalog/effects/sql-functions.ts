/** Functions of databases that only compute, and words that stand before a bracket without being one. */
export const harmlessFunctions: ReadonlySet<string> = new Set(
  `select from where and or not in exists any all some on using values as over by having when then else case between like
  ilike with union except intersect minus join lateral interval limit offset top distinct set returning row filter within
  group rollup cube sets is recursive array struct set update delete insert fetch next first window partition rows range
  materialized qualify unpivot pivot apply unique key primary check default conflict overwrite

  int integer bigint smallint tinyint decimal numeric number float double real char character varchar varying nvarchar
  nchar varchar2 nvarchar2 string text bytes varbinary binary bit date time timestamp timestamptz datetime datetime2
  datetimeoffset boolean bool json jsonb uuid signed unsigned

  count countif count_if count_big sum sumif sum_if avg avgif avg_if min max median mode stddev stddev_pop stddev_samp
  variance var_pop var_samp corr covar_pop covar_samp percentile_cont percentile_disc approx_count_distinct
  approx_quantiles approx_percentile count_distinct bool_and bool_or every bit_and bit_or any_value arbitrary string_agg
  group_concat listagg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg json_arrayagg json_objectagg xmlagg
  object_agg arrayagg grouping first last max_by min_by

  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value

  coalesce nullif ifnull isnull nvl nvl2 greatest least if iff iif decode choose cast try_cast safe_cast convert
  try_convert parse try_parse zeroifnull nullifzero

  abs round floor ceil ceiling trunc truncate mod power pow sqrt exp ln log log10 log2 sign rand random pi degrees
  radians sin cos tan asin acos atan atan2 div safe_divide width_bucket

  upper lower ucase lcase trim ltrim rtrim btrim length len char_length character_length octet_length substr substring
  substring_index mid left right position instr locate charindex patindex strpos concat concat_ws replace translate
  regexp_replace regexp_matches regexp_match regexp_substr regexp_contains regexp_extract regexp_like regexp_count
  regexp_instr split split_part lpad rpad reverse initcap repeat replicate space ascii chr format to_char to_number
  starts_with startswith ends_with endswith contains contains_substr find_in_set field stuff quotename string_split md5
  sha1 sha2 sha256 sha512 hex unhex to_hex to_base64 from_base64 encode soundex levenshtein

  date_trunc datetrunc date_part datepart datename extract date_add date_sub date_diff datediff dateadd datetime_add
  datetime_sub datetime_diff datetime_trunc timestampdiff timestampadd timestamp_trunc timestamp_add timestamp_sub
  timestamp_diff timestamp_seconds timestamp_millis to_date to_timestamp to_timestamp_tz to_timestamp_ntz str_to_date
  date_format strftime format_date format_datetime format_timestamp parse_date parse_datetime parse_timestamp now
  getdate getutcdate sysdatetime sysutcdatetime sysdate systimestamp current_date current_time current_timestamp
  current_datetime localtimestamp curdate curtime utc_date utc_timestamp clock_timestamp year month day hour minute
  second week weekofyear quarter dayofweek dayofmonth dayofyear dayname monthname weekday last_day eomonth age make_date
  make_interval make_timestamp datefromparts unix_timestamp from_unixtime unix_seconds unix_millis to_days add_months
  months_between next_day convert_timezone timezone justify_interval generate_date_array to_timezone date_bin dateadd

  json_extract json_extract_scalar json_extract_string json_value json_query json_unquote json_length json_contains
  json_object json_array json_table jsonb_build_object json_build_object json_build_array jsonb_build_array
  jsonb_extract_path json_extract_path json_extract_path_text jsonb_extract_path_text jsonb_array_elements
  json_array_elements jsonb_array_elements_text json_array_elements_text jsonb_each json_each jsonb_each_text
  json_each_text jsonb_object_keys json_object_keys jsonb_array_length json_array_length jsonb_typeof row_to_json to_json
  to_jsonb to_json_string parse_json openjson isjson get get_path object_construct array_construct flatten

  unnest generate_series generate_array generate_subscripts array_length array_size cardinality array_to_string
  string_to_array array_contains array_position array_remove array_append array_cat explode collect_list collect_set

  version database schema user current_user current_database current_schema db_name object_id`
    .split(/\s+/)
    .filter((name) => name !== ''),
);
