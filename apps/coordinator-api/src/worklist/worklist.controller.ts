import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import {
  handOver,
  snooze,
  type TaskItem,
  type Worklist,
  worklistQuery,
} from '#contracts/http/worklist.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { parsed } from '../http/parsed.js';
import { WorklistReading } from './worklist-reading.js';
import { WorklistService } from './worklist.service.js';

/** What waits for whoever asks. */
@Controller('api/v1/worklist')
export class WorklistController {
  constructor(
    @Inject(WorklistReading) private readonly reading: WorklistReading,
    @Inject(WorklistService) private readonly service: WorklistService,
  ) {}

  @Get()
  async list(@RequestCaller() caller: Caller, @Query() query: unknown): Promise<Worklist> {
    return this.reading.list(caller, parsed(worklistQuery, query, 'invalid-query'));
  }

  @Post(':taskId/claim')
  @HttpCode(200)
  async claim(@RequestCaller() caller: Caller, @Param('taskId') taskId: string): Promise<TaskItem> {
    return this.service.claim(caller, taskId);
  }

  @Post(':taskId/hand-over')
  @HttpCode(200)
  async handOver(
    @RequestCaller() caller: Caller,
    @Param('taskId') taskId: string,
    @Body() body: unknown,
  ): Promise<TaskItem> {
    return this.service.handOver(caller, taskId, parsed(handOver, body, 'invalid-body'));
  }

  @Post(':taskId/snooze')
  @HttpCode(200)
  async snooze(
    @RequestCaller() caller: Caller,
    @Param('taskId') taskId: string,
    @Body() body: unknown,
  ): Promise<TaskItem> {
    return this.service.snooze(caller, taskId, parsed(snooze, body, 'invalid-body'));
  }
}
