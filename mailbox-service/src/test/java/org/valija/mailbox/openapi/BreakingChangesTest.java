package org.valija.mailbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What counts as breaking a published description, one change at a time. */
class BreakingChangesTest {

    private static final String PUBLISHED = """
            {"paths": {"/v1/cats": {
              "get": {
                "parameters": [{"name": "limit", "in": "query", "required": false, "schema": {"type": "integer"}}],
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Cat"}}}}}},
              "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewCat"}}}},
                "responses": {"201": {"description": "made"}}}}},
             "components": {"schemas": {
              "Cat": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"},
                "mood": {"type": "string", "enum": ["calm", "wild"]},
                "kittens": {"type": "array", "items": {"$ref": "#/components/schemas/Cat"}}}},
              "NewCat": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"}, "age": {"type": "integer", "format": "int64"}}}}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "/v1/cats"                          | "/v1/dogs"                          | /v1/cats: the path is gone
            "post"                              | "put"                               | POST /v1/cats: the operation is gone
            "name": "limit"                     | "name": "most"                      | GET /v1/cats: the parameter query limit is gone
            "required": false                   | "required": true                    | GET /v1/cats: the parameter query limit is required now
            "required": false, "schema": {"type": "integer"} | "required": false, "schema": {"type": "string"} | GET /v1/cats query limit: has another type now
            "201"                               | "202"                               | POST /v1/cats: is not answered 201 any more
            "mood": {                           | "temper": {                         | GET /v1/cats answers 200.mood: the field is gone
            "calm", "wild"                      | "calm"                              | GET /v1/cats answers 200.mood: the value "wild" is gone
            "required": ["name"], "properties": {"name": {"type": "string"}, "age" | "required": ["name", "age"], "properties": {"name": {"type": "string"}, "age" | POST /v1/cats sends.age: the field is required now
            "format": "int64"                   | "format": "int32"                   | POST /v1/cats sends.age: has another type now
            {"application/json": {"schema": {"$ref": "#/components/schemas/Cat | {"text/csv": {"schema": {"$ref": "#/components/schemas/Cat | GET /v1/cats answers 200: application/json is gone
            "Cat": {"type": "object", "required": ["name"] | "Cat": {"type": "object", "required": [] | GET /v1/cats answers 200.name: the field may be missing now
            """, quoteCharacter = '\'')
    void aChangeThatBreaksClientsIsFound(String was, String is, String found) {
        var published = PUBLISHED.replaceAll("\\s*\n\\s*", "");
        assertThat(published).contains(was);
        assertThat(BreakingChanges.between(read(published), read(published.replace(was, is))))
                .containsExactly(found);
    }

    @Test
    void whatOnlyAddsBreaksNobody() {
        var more = PUBLISHED
                .replace("\"calm\", \"wild\"", "\"calm\", \"wild\", \"asleep\"")
                .replace("\"age\":", "\"color\": {\"type\": \"string\"}, \"age\":")
                .replace("\"paths\": {", "\"paths\": {\"/v1/dogs\": {\"get\": {}},");
        assertThat(BreakingChanges.between(read(PUBLISHED), read(more))).isEmpty();
    }

    @Test
    void aPathMayGoWhereANewerVersionStandsInItsPlace() {
        var newer = PUBLISHED.replace("/v1/cats", "/v2/cats").replace("\"type\": \"integer\"", "\"type\": \"string\"");
        assertThat(BreakingChanges.between(read(PUBLISHED), read(newer))).isEmpty();
    }

    private static tools.jackson.databind.JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
