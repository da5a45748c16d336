import { TASKS } from "../../../contract/tasks";
import { findTask } from "../../../contract/tasks/find";

test.each(TASKS.map(({ id, title }) => [id, title]))("%s is found by its id and its title", (id, title) => {
  expect([findTask(id).found?.id, findTask(title).found?.id]).toEqual([id, id]);
});

test.each([
  ["train a model in a VPC with my key", "train-in-vpc-with-key"],
  ["training with a key in my vpc", "train-in-vpc-with-key"],
  ["deploying models", "deploy"],
  ["push an image", "push-image"],
  ["query Athena", "athena"],
  ["read logs", "read-logs"],
  ["open Studio", "studio"],
  ["train a model", "train"],
  ["may I train?", "train"],
  ["train a modle", "train"],
  ["start training job", "train"],
  ["tune hyperparamters", "tune"],
  ["host my model", "deploy"],
  ["upload a file to s3", "write-data"],
  ["use my kms key", "key"],
])("%s means %s", (text, id) => {
  expect(findTask(text).found?.id).toBe(id);
});

test.each([
  ["make coffee", ["dashboard"]],
  ["label something", ["label-public", "label-private"]],
  ["endpoint", ["delete-endpoint", "predict"]],
  ["create endpoint", ["deploy"]],
  ["scale my endpoint", ["autoscale", "scale-by-hand"]],
  ["", []],
  ["the", []],
  ["qwertz", []],
])("%s means none", (text, near) => {
  const { found, nearest } = findTask(text);
  expect(found).toBeUndefined();
  const ids = nearest.map(({ id }) => id);
  expect(near.filter((id) => !ids.includes(id))).toEqual([]);
  expect(nearest.length).toBeLessThanOrEqual(5);
});

test("a long text means none", () => {
  expect(findTask("train ".repeat(100_000).concat("coffee")).nearest.length).toBeLessThanOrEqual(5);
});
